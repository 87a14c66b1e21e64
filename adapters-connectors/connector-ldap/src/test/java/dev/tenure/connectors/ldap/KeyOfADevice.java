package dev.tenure.connectors.ldap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** A key credential as a device enrolls one ([MS-ADTS] 2.2.20), its key left out. */
record KeyOfADevice(String id, Instant created) {

    private static final int ID = 32;
    private static final int BEFORE_ID = 4 + 3;

    static KeyOfADevice drawn(Instant created) {
        byte[] id = ByteBuffer.allocate(ID)
                .putLong(UUID.randomUUID().getMostSignificantBits())
                .putLong(UUID.randomUUID().getMostSignificantBits())
                .putLong(0)
                .putLong(1)
                .array();
        return new KeyOfADevice(HexFormat.of().formatHex(id), created);
    }

    /** As it stands in the attribute. */
    String link(String dn) {
        byte[] blob = ByteBuffer.allocate(BEFORE_ID + ID + 4 + 3 + Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x200)
                .putShort((short) ID)
                .put((byte) 1)
                .put(HexFormat.of().parseHex(id))
                .putShort((short) 1)
                .put((byte) 5)
                .put((byte) 0)
                .putShort((short) Long.BYTES)
                .put((byte) 9)
                .putLong(AccountShape.toFiletime(created))
                .array();
        String digits = HexFormat.of().formatHex(blob);
        return "B:" + digits.length() + ":" + digits + ":" + dn;
    }

    static String idIn(String link) {
        return link.split(":", 4)[2].substring(2 * BEFORE_ID, 2 * (BEFORE_ID + ID));
    }
}

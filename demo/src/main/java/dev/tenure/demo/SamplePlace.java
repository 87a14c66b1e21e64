package dev.tenure.demo;

import java.time.ZoneId;

/** Where the sample company works. */
enum SamplePlace {
    LISBON("Lisbon", "Europe/Lisbon"),
    NAIROBI("Nairobi", "Africa/Nairobi"),
    DENVER("Denver", "America/Denver"),
    OSAKA("Osaka", "Asia/Tokyo"),
    GDANSK("Gdańsk", "Europe/Warsaw");

    private final String city;
    private final ZoneId zone;

    SamplePlace(String city, String zone) {
        this.city = city;
        this.zone = ZoneId.of(zone);
    }

    /** The name in the HR file. */
    String city() {
        return city;
    }

    /** The workers' days end by this zone. */
    ZoneId zone() {
        return zone;
    }
}

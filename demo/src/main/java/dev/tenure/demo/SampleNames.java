package dev.tenure.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Names that are plainly made up: a plant and a river. */
final class SampleNames {

    private static final List<String> PLANTS = List.of(
            "Alder",
            "Bistort",
            "Borage",
            "Bracken",
            "Bryony",
            "Burdock",
            "Campion",
            "Catkin",
            "Chervil",
            "Clover",
            "Comfrey",
            "Cowslip",
            "Fennel",
            "Foxglove",
            "Gorse",
            "Hornbeam",
            "Larch",
            "Lichen",
            "Lovage",
            "Mallow",
            "Nettle",
            "Oxlip",
            "Plantain",
            "Ragwort",
            "Samphire",
            "Sedge",
            "Sorrel",
            "Spurge",
            "Tansy",
            "Teasel",
            "Thistle",
            "Toadflax",
            "Valerian",
            "Vetch",
            "Woodruff",
            "Yarrow");

    private static final List<String> RIVERS = List.of(
            "Amazonas",
            "Danube",
            "Dnieper",
            "Ebro",
            "Elbe",
            "Garonne",
            "Irrawaddy",
            "Irtysh",
            "Limpopo",
            "Loire",
            "Maas",
            "Mekong",
            "Moselle",
            "Niger",
            "Oder",
            "Okavango",
            "Orinoco",
            "Paraná",
            "Pechora",
            "Potomac",
            "Rhône",
            "Sava",
            "Scheldt",
            "Tagus",
            "Tisza",
            "Vistula",
            "Volga",
            "Yangtze",
            "Yukon",
            "Zambezi");

    private SampleNames() {}

    /** So many names, no two alike, the same for the same source of chance. */
    static List<FullName> draw(int count, Random chance) {
        List<FullName> all = new ArrayList<>();
        for (String plant : PLANTS) {
            for (String river : RIVERS) {
                all.add(new FullName(plant, river));
            }
        }
        if (count > all.size()) {
            throw new IllegalArgumentException("count: there are " + all.size() + " names");
        }
        Collections.shuffle(all, chance);
        return List.copyOf(all.subList(0, count));
    }

    /** A given and a family name. */
    record FullName(String given, String family) {}
}

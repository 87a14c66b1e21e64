package dev.tenure.connector.spi;

/** A setting that cannot be right. The message names the setting and the remedy and holds no secret. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String setting;

    /**
     * @param setting the setting's name
     * @param problem what is wrong and what to do, as the rest of a sentence
     */
    public ConfigurationException(String setting, String problem) {
        super(setting + " " + problem);
        this.setting = setting;
    }

    /** The name of the setting that is wrong. */
    public String setting() {
        return setting;
    }
}

package dev.tenure.rest.request;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The mapper as the running API has it. */
public final class ApiMapper {

    private ApiMapper() {}

    /** A new one. */
    public static ObjectMapper create() {
        ObjectMapper mapper = new ObjectMapper().findAndRegisterModules();
        new StrictJson().customize(mapper);
        return mapper;
    }
}

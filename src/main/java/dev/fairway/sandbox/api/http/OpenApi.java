package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.schema.Catalog;
import java.io.IOException;

/** The description of the API that kubectl reads to build its patches. */
final class OpenApi {

    private final Catalog catalog;

    OpenApi(Catalog catalog) {
        this.catalog = catalog;
    }

    void serve(String path, Exchange exchange) throws IOException {
        throw StatusException.pageNotFound();
    }
}

package dev.fairway.rendering.closure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepositoryPathTest {

    @Test
    void aRelativePathLeadsSomewhereInTheRepositoryOrNowhere() {
        assertThat(RepositoryPath.resolve("apps/shop", "../../base/./x//y")).contains("base/x/y");
        assertThat(RepositoryPath.resolve("apps/shop", "../..")).contains("");
        assertThat(RepositoryPath.resolve("apps/shop", "../../..")).isEmpty();
        assertThat(RepositoryPath.resolve("apps", "../../apps/x"))
                .as("outside on its way, even if it comes back")
                .isEmpty();
        assertThat(RepositoryPath.resolve("apps", "/etc")).isEmpty();
        assertThat(RepositoryPath.resolve("apps", "..\\x")).isEmpty();
    }

    @Test
    void theWayFromOneFolderToAnother() {
        assertThat(RepositoryPath.relativize("overlay", "tree/a/b")).isEqualTo("../tree/a/b");
        assertThat(RepositoryPath.relativize("a/b", "a/c")).isEqualTo("../c");
        assertThat(RepositoryPath.relativize("a", "a")).isEqualTo(".");
    }
}

package dev.fairway.source.git;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class CheckerTest {

    private static final byte[] TREE = new byte[0];

    @Test
    void aFetchEndsBetweenTwoObjectsOnceItsTimeIsOver() {
        Checker over = new Checker(new Patience(Duration.ofSeconds(-1)));

        assertThatThrownBy(() -> over.check(ObjectId.zeroId(), Constants.OBJ_TREE, TREE))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(over::newBlobObjectChecker).isInstanceOf(RuntimeException.class);
    }

    @Test
    void beforeThatWhatGitForbidsIsRefusedAndTheRestIsTaken() {
        Checker patient = new Checker(new Patience(Duration.ofHours(1)));

        assertThatCode(() -> patient.check(ObjectId.zeroId(), Constants.OBJ_TREE, TREE))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> patient.check(
                        ObjectId.zeroId(), Constants.OBJ_COMMIT, "no commit".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CorruptObjectException.class);
    }
}

package dev.fairway.source.git;

import dev.fairway.source.credential.Access;
import org.eclipse.jgit.transport.SshSessionFactory;

/** Makes SSH sessions with one repository's key, to hosts whose keys are known. */
public interface SshSessions {

    SshSessionFactory sessions(Access access, long maxBytes);
}

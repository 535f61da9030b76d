package dev.fairway.source.git;

import dev.fairway.source.credential.Credential;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/** Answers an SSH host's question for the password, and says no to every other question. */
final class SshPassword extends CredentialsProvider {

    private final Credential.Password credential;

    SshPassword(Credential.Password credential) {
        this.credential = credential;
    }

    /** JGit asks for passwords only where it may ask at all. */
    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        for (CredentialItem item : items) {
            if (!(item instanceof CredentialItem.Password || item instanceof CredentialItem.InformationalMessage)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        if (!supports(items)) {
            return false;
        }
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Password password) {
                password.setValue(credential.password().toCharArray());
            }
        }
        return true;
    }
}

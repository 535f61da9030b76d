package dev.fairway.sandbox.world;

/**
 * Where a pod can be reached, were there a network.
 *
 * @param host the node's address
 */
record PodAddresses(String pod, String host) {

    static PodAddresses of(String uid, String node) {
        int number = SandboxNodes.number(node);
        int hash = Json.hash(uid);
        return new PodAddresses(
                "10.244." + number + "." + (2 + Integer.remainderUnsigned(hash, 252)), SandboxNodes.address(number));
    }
}

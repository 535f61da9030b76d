package dev.fairway.source.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which addresses a request may go to. Link-local addresses (where clouds keep their metadata services), multicast and
 * unspecified addresses are never allowed.
 *
 * @param http whether plain {@code http} is allowed beside {@code https}
 * @param loopback whether this machine itself may be asked; a sandbox needs it
 * @param privateNetworks whether private ranges are allowed; registries and Git hosts inside a company live there
 */
public record AddressRules(boolean http, boolean loopback, boolean privateNetworks) {

    /** Why an address is refused, in words that complete "its address …"; empty if it is allowed. */
    public Optional<String> refusal(InetAddress given) {
        InetAddress address = embedded(given);
        if (address.isAnyLocalAddress() || address.isMulticastAddress() || isReserved(address)) {
            return Optional.of("is not the address of a single host");
        }
        if (address.isLinkLocalAddress() || isMetadata(address)) {
            return Optional.of("is link-local or a metadata service's");
        }
        if (address.isLoopbackAddress()) {
            return loopback ? Optional.empty() : Optional.of("is this machine itself");
        }
        return isPrivate(address) && !privateNetworks ? Optional.of("lies in a private network") : Optional.empty();
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            return (bytes[0] & 0xfe) == 0xfc || address.isSiteLocalAddress();
        }
        // 100.64.0.0/10 is what carriers and some clusters use inside (RFC 6598).
        return address.isSiteLocalAddress() || (unsigned(bytes[0]) == 100 && (unsigned(bytes[1]) & 0xc0) == 64);
    }

    private static boolean isReserved(InetAddress address) {
        int first = unsigned(address.getAddress()[0]);
        return !(address instanceof Inet6Address) && (first == 0 || first >= 240);
    }

    /** Metadata services that are not link-local: Amazon's over IPv6, Alibaba's, Oracle's. */
    private static boolean isMetadata(InetAddress address) {
        String text = address.getHostAddress();
        return text.equals("100.100.100.200") || text.equals("192.0.0.192") || text.equals("fd00:ec2:0:0:0:0:0:254");
    }

    /** An IPv4 address inside an IPv6 one (NAT64 of RFC 6052, 6to4 of RFC 3056) is judged as what it leads to. */
    private static InetAddress embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        if (bytes[0] == 0 && bytes[1] == 0x64 && unsigned(bytes[2]) == 0xff && unsigned(bytes[3]) == 0x9b) {
            return ipv4(bytes, 12);
        }
        return bytes[0] == 0x20 && bytes[1] == 0x02 ? ipv4(bytes, 2) : address;
    }

    private static InetAddress ipv4(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int unsigned(byte value) {
        return value & 0xff;
    }
}

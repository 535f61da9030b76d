package dev.fairway.notifications;

import dev.fairway.notifications.Messenger.Kind;
import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.OutboundException;
import dev.fairway.source.outbound.Reasons;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * E-mail by SMTP: plain text, and the same as HTML in which nothing from a manifest is markup. Connects to checked addresses
 * only.
 */
final class MailWay implements Way {

    private static final Logger LOG = LoggerFactory.getLogger(MailWay.class);

    private static final String CONNECT_MILLIS = "10000";
    private static final String SILENCE_MILLIS = "15000";

    private static final int SERVICE_NOT_AVAILABLE = 421;

    private final AddressRules rules;
    private final Wall wall;

    MailWay(AddressRules rules, Wall wall) {
        this.rules = rules;
        this.wall = wall;
    }

    @Override
    public Outcome send(Opened messenger, String recipient, Message message) {
        String host = messenger.messenger().setting(Kind.HOST);
        CheckedSockets sockets = new CheckedSockets(rules, host);
        try (Wall.Watch until = wall.watch(sockets::close)) {
            Session session = Session.getInstance(properties(messenger.messenger(), sockets));
            MimeMessage mail = mail(session, messenger.messenger(), recipient, message);
            Transport transport = session.getTransport("smtp");
            try {
                connect(transport, messenger);
                transport.sendMessage(mail, mail.getAllRecipients());
            } finally {
                sayFarewell(transport);
            }
            return new Outcome.Sent("The mail server took it");
        } catch (MessagingException | RuntimeException failed) {
            return judge(host, failed, messenger.secrets().values());
        }
    }

    private static void connect(Transport transport, Opened messenger) throws MessagingException {
        Messenger known = messenger.messenger();
        String user = known.setting(Kind.USER);
        int port = Integer.parseInt(known.setting(Kind.PORT));
        if (user.isEmpty()) {
            transport.connect(known.setting(Kind.HOST), port, null, null);
        } else {
            transport.connect(known.setting(Kind.HOST), port, user, messenger.secret(Kind.PASSWORD));
        }
    }

    /** Once a server has taken a mail, how they part does not matter: to judge by it would send the mail again. */
    private static void sayFarewell(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException parted) {
            LOG.debug("A mail server did not part as it should", parted);
        }
    }

    private static MimeMessage mail(Session session, Messenger known, String recipient, Message message)
            throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(known.setting(Kind.FROM), true));
        mail.setRecipient(RecipientType.TO, new InternetAddress(recipient, true));
        mail.setSubject(message.title(), StandardCharsets.UTF_8.name());
        mail.setSentDate(new Date());
        // The last is the richest (RFC 2046, 5.1.4).
        mail.setContent(
                new MimeMultipart("alternative", part("plain", body(message)), part("html", MailPage.of(message))));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.saveChanges();
        // The same for every attempt, so that a mailbox can tell a repetition.
        mail.setHeader("Message-ID", "<" + message.key() + "@fairway>");
        return mail;
    }

    private static MimeBodyPart part(String subtype, String text) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        return part;
    }

    private static Properties properties(Messenger known, CheckedSockets sockets) {
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.put("mail.smtp.timeout", SILENCE_MILLIS);
        properties.put("mail.smtp.writetimeout", SILENCE_MILLIS);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.socketFactory", sockets);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        switch (known.setting(Kind.SECURITY)) {
            case "tls" -> {
                properties.put("mail.smtp.ssl.enable", "true");
                properties.put("mail.smtp.ssl.socketFactory", sockets);
                properties.put("mail.smtp.ssl.socketFactory.fallback", "false");
            }
            case "none" -> properties.put("mail.smtp.starttls.enable", "false");
            default -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
        }
        if (!known.setting(Kind.USER).isEmpty()) {
            properties.put("mail.smtp.auth", "true");
        }
        return properties;
    }

    private static String body(Message message) {
        StringBuilder text = new StringBuilder(message.text()).append("\n\n");
        message.lines().forEach(line -> text.append(line.name())
                .append(": ")
                .append(line.value())
                .append('\n'));
        return text.append('\n').append(message.link()).append('\n').toString();
    }

    private static Outcome judge(String host, Exception failed, Iterable<String> secrets) {
        Optional<SMTPAddressFailedException> address = MailFailures.find(failed, SMTPAddressFailedException.class);
        if (address.isPresent()) {
            return answered(
                    address.get().getReturnCode(), String.valueOf(address.get().getMessage()), secrets);
        }
        Optional<SMTPSendFailedException> refused = MailFailures.find(failed, SMTPSendFailedException.class);
        if (refused.isPresent() && refused.get().getReturnCode() > 0) {
            return answered(
                    refused.get().getReturnCode(), String.valueOf(refused.get().getMessage()), secrets);
        }
        Optional<AuthenticationFailedException> unauthorized =
                MailFailures.find(failed, AuthenticationFailedException.class);
        if (unauthorized.filter(MailWay::mayPass).isPresent()) {
            return new Outcome.Retry("The mail server cannot look at the user and password now.");
        }
        if (unauthorized.isPresent()) {
            return new Outcome.Refused("The mail server refused the user and password.");
        }
        Optional<OutboundException> rule = MailFailures.find(failed, OutboundException.class);
        if (rule.isPresent()) {
            return new Outcome.Refused(WebWay.told(String.valueOf(rule.get().getMessage())));
        }
        boolean noEncryption = MailFailures.anyMessage(failed, "STARTTLS is required");
        return noEncryption
                ? new Outcome.Refused("The mail server offers no STARTTLS.")
                : new Outcome.Retry(WebWay.told(Reasons.of(host, MailFailures.innermost(failed))));
    }

    /** Its message is what the server said last: 4xx, the connection's end, or nothing at all. */
    private static boolean mayPass(AuthenticationFailedException unauthorized) {
        String said = String.valueOf(unauthorized.getMessage());
        return said.startsWith("4") || said.startsWith("[EOF]") || said.isBlank();
    }

    /** 4xx passes by itself, 5xx does not (RFC 5321, 4.2.1); 421 is about the server, not about the mail (4.2.3). */
    private static Outcome answered(int code, String message, Iterable<String> secrets) {
        String told = WebWay.told(WebWay.withoutSecrets(message, secrets));
        if (code >= 500) {
            return new Outcome.Refused(told);
        }
        return code == SERVICE_NOT_AVAILABLE ? new Outcome.Busy(told, Patience.USUAL_PAUSE) : new Outcome.Retry(told);
    }
}

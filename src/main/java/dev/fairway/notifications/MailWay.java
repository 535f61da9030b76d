package dev.fairway.notifications;

import dev.fairway.notifications.Messenger.Kind;
import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.OutboundException;
import dev.fairway.source.outbound.Reasons;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** E-mail by SMTP: plain text, so that nothing in a manifest becomes markup. Connects to checked addresses only. */
final class MailWay implements Way {

    private static final String CONNECT_MILLIS = "10000";
    private static final String SILENCE_MILLIS = "15000";

    /** For all steps together; shorter than a claim, so that no other replica begins meanwhile. */
    private static final Duration WALL = Duration.ofSeconds(60);

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mail-deadlines").factory());

    private final AddressRules rules;

    MailWay(AddressRules rules) {
        this.rules = rules;
    }

    @Override
    public Outcome send(Opened messenger, String recipient, Message message) {
        String host = messenger.messenger().setting(Kind.HOST);
        CheckedSockets sockets = new CheckedSockets(rules, host);
        ScheduledFuture<?> end = TIMER.schedule(sockets::close, WALL.toMillis(), TimeUnit.MILLISECONDS);
        try {
            JavaMailSenderImpl sender = sender(messenger, host, sockets);
            MimeMessage mail = sender.createMimeMessage();
            MimeMessageHelper helper = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
            helper.setFrom(new InternetAddress(messenger.messenger().setting(Kind.FROM), true));
            helper.setTo(new InternetAddress(recipient, true));
            helper.setSubject(message.title());
            helper.setText(body(message));
            mail.setHeader("Auto-Submitted", "auto-generated");
            // The same for every attempt, so that a mailbox can tell a repetition.
            mail.setHeader("Message-ID", "<" + message.key() + "@fairway>");
            sender.send(mail);
            return new Outcome.Sent("The mail server took it");
        } catch (MessagingException | RuntimeException failed) {
            return judge(host, failed, messenger.secrets().values());
        } finally {
            end.cancel(false);
        }
    }

    private static JavaMailSenderImpl sender(Opened messenger, String host, CheckedSockets sockets) {
        Messenger known = messenger.messenger();
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(host);
        sender.setPort(Integer.parseInt(known.setting(Kind.PORT)));
        sender.setProtocol("smtp");
        Properties properties = sender.getJavaMailProperties();
        properties.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.put("mail.smtp.timeout", SILENCE_MILLIS);
        properties.put("mail.smtp.writetimeout", SILENCE_MILLIS);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        // Once a server has taken a mail, its farewell does not matter: waiting for it in vain would send the mail
        // again.
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
            sender.setUsername(known.setting(Kind.USER));
            sender.setPassword(messenger.secret(Kind.PASSWORD));
        }
        return sender;
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
            return new Outcome.Retry("The mail server cannot look at the user and password now.", Optional.empty());
        }
        if (unauthorized.isPresent()
                || MailFailures.find(failed, org.springframework.mail.MailAuthenticationException.class)
                        .isPresent()) {
            return new Outcome.Refused("The mail server refused the user and password.");
        }
        Optional<OutboundException> rule = MailFailures.find(failed, OutboundException.class);
        if (rule.isPresent()) {
            return new Outcome.Refused(WebWay.told(String.valueOf(rule.get().getMessage())));
        }
        boolean noEncryption = MailFailures.anyMessage(failed, "STARTTLS is required");
        return noEncryption
                ? new Outcome.Refused("The mail server offers no STARTTLS.")
                : new Outcome.Retry(WebWay.told(Reasons.of(host, MailFailures.innermost(failed))), Optional.empty());
    }

    private static boolean mayPass(AuthenticationFailedException unauthorized) {
        return String.valueOf(unauthorized.getMessage()).startsWith("4");
    }

    /** 4xx passes by itself, 5xx does not (RFC 5321, 4.2.1). */
    private static Outcome answered(int code, String message, Iterable<String> secrets) {
        String told = WebWay.told(WebWay.withoutSecrets(message, secrets));
        return code >= 500 ? new Outcome.Refused(told) : new Outcome.Retry(told, Optional.empty());
    }
}

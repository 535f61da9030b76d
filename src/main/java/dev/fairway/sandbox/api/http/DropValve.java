package dev.fairway.sandbox.api.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.CloseNowException;

/** Closes a connection without an answer, which a servlet alone cannot do: its container would answer with an error. */
final class DropValve extends ValveBase {

    /** Set on a request that shall not be answered. */
    static final String DROP = DropValve.class.getName();

    DropValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(DROP) != null) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new CloseNowException());
        }
    }
}

package dev.shutterhook.deliver.attempt;

import dev.shutterhook.core.egress.EgressFault;
import dev.shutterhook.core.egress.EgressSession;
import dev.shutterhook.core.egress.Reason;
import dev.shutterhook.deliver.attempt.Exchange.Fault;
import dev.shutterhook.deliver.attempt.Exchange.Unanswered;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Tells whose fault it was: the receiver's is an outcome, ours an exception. */
final class Blame {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final EgressSession session;
  private final URI uri;

  Blame(EgressSession session, URI uri) {
    this.session = session;
    this.uri = uri;
  }

  /** An answer over plain http may be the guard's own; over https it is the receiver's. */
  Exchange answer(Exchange exchange) {
    return secure() ? exchange : fault(null).<Exchange>map(Unanswered::new).orElse(exchange);
  }

  /** Whatever failed after our own end was lost is not the receiver's fault. */
  Exchange failure(@Nullable Throwable cause) {
    if (session.hasEnded()) {
      throw new OurFaultException("the egress guard ended meanwhile", cause);
    }
    Optional<Fault> fault = fault(cause);
    if (fault.isPresent()) {
      return new Unanswered(fault.get());
    }
    return switch (cause) {
      case HttpTimeoutException _ -> new Unanswered(Fault.TIMEOUT);
      case SSLException _ -> new Unanswered(Fault.TLS_FAILED);
      // The client connects to nothing but the guard.
      case ConnectException e -> throw new OurFaultException("the egress guard is not there", e);
      case RuntimeException e -> throw new OurFaultException("the webhook was not sent", e);
      case Error e -> throw e;
      case null, default -> new Unanswered(Fault.CONNECTION_FAILED);
    };
  }

  private Optional<Fault> fault(@Nullable Throwable cause) {
    Optional<EgressFault> fault = session.faultOf(uri.getHost(), port());
    if (fault.isEmpty() && session.count(EgressFault.LIMIT_EXCEEDED) == 0) {
      return Optional.empty();
    }
    if (ours(fault.orElse(EgressFault.LIMIT_EXCEEDED))) {
      throw new OurFaultException("the egress guard is at its limits", cause);
    }
    return fault.map(Blame::told);
  }

  private boolean ours(EgressFault fault) {
    return fault == EgressFault.LIMIT_EXCEEDED
        || session.refusals().stream().anyMatch(r -> r.reason() == Reason.RESOLVER_BUSY);
  }

  private static Fault told(EgressFault fault) {
    return switch (fault) {
      case BLOCKED -> Fault.BLOCKED_DESTINATION;
      case DNS_FAILED -> Fault.DNS_FAILED;
      case CONNECTION_FAILED, LIMIT_EXCEEDED -> Fault.CONNECTION_FAILED;
    };
  }

  private boolean secure() {
    return "https".equals(uri.getScheme());
  }

  private int port() {
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    return secure() ? HTTPS : HTTP;
  }
}

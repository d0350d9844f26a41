package dev.shutterhook.render.devtools;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.github.kklisura.cdt.protocol.support.types.EventHandler;
import com.github.kklisura.cdt.protocol.support.types.EventListener;
import com.github.kklisura.cdt.services.ChromeDevToolsService;
import com.github.kklisura.cdt.services.invocation.CommandInvocationHandler;
import com.github.kklisura.cdt.services.types.MethodInvocation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bridge from the client library's typed protocol to a session. The library's own service waits
 * whole seconds for every command, one at a time, and leaves askers waiting when the browser dies;
 * so only its types are used, and every call ends here.
 */
final class TypedDomain implements InvocationHandler {
  private final Session session;

  private TypedDomain(Session session) {
    this.session = session;
  }

  static <T> T of(Session session, Class<T> domain) {
    ChromeDevToolsService service = proxy(ChromeDevToolsService.class, new TypedDomain(session));
    CommandInvocationHandler commands = new CommandInvocationHandler();
    commands.setChromeDevToolsService(service);
    return proxy(domain, commands);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    Object proxy =
        Proxy.newProxyInstance(TypedDomain.class.getClassLoader(), new Class<?>[] {type}, handler);
    return type.cast(proxy);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object[] args) {
    if (method.getName().equals("invoke")) {
      Class<?>[] parameters = args.length == 4 ? (Class<?>[]) args[2] : null;
      MethodInvocation command = (MethodInvocation) args[args.length - 1];
      return command((String) args[0], (Class<?>) args[1], parameters, command);
    }
    if (method.getName().equals("addEventListener")) {
      return listen(args[0] + "." + args[1], (EventHandler<?>) args[2], (Class<?>) args[3]);
    }
    throw new UnsupportedOperationException("the session does this: " + method.getName());
  }

  private @Nullable Object command(
      @Nullable String property,
      Class<?> type,
      Class<?> @Nullable [] parameters,
      MethodInvocation command) {
    if (type.equals(void.class)) {
      session.post(command.getMethod(), command.getParams());
      return null;
    }
    JsonNode result = session.call(command.getMethod(), command.getParams());
    JsonNode value = property == null || property.isEmpty() ? result : result.path(property);
    return Message.JSON.convertValue(value, resultType(type, parameters));
  }

  private static JavaType resultType(Class<?> type, Class<?> @Nullable [] parameters) {
    TypeFactory types = Message.JSON.getTypeFactory();
    return parameters == null
        ? types.constructType(type)
        : types.constructParametricType(type, parameters);
  }

  @SuppressWarnings("unchecked") // The library's method pairs each handler with its event's class.
  private EventListener listen(String event, EventHandler<?> handler, Class<?> type) {
    EventHandler<Object> typed = (EventHandler<Object>) handler;
    session.on(
        event,
        params -> typed.onEvent(Objects.requireNonNull(Message.JSON.convertValue(params, type))));
    return new Subscription(session, event);
  }

  private record Subscription(Session session, String event) implements EventListener {
    @Override
    public void off() {
      session.on(event, params -> {});
    }

    @Override
    public void unsubscribe() {
      off();
    }
  }
}

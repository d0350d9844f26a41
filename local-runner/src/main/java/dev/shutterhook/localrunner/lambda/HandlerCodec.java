package dev.shutterhook.localrunner.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;

/**
 * The two serializers that the Java runtime of Lambda picks for a handler: its own for the events
 * it knows, plain Jackson for any other type. A handler that reads its event here reads it there.
 */
record HandlerCodec(PojoSerializer<Object> input, PojoSerializer<Object> output) {

  /**
   * Reads the types off the handler's class.
   *
   * @throws IllegalArgumentException where the class does not say them, as a lambda expression does
   *     not
   */
  static HandlerCodec of(RequestHandler<?, ?> handler) {
    Class<?> type = handler.getClass();
    Method method =
        Arrays.stream(type.getMethods())
            .filter(candidate -> !type.isHidden() && isHandleRequest(candidate))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        type.getName() + " names no event type: make it a class of its own"));
    return new HandlerCodec(
        serializer(method.getGenericParameterTypes()[0]),
        serializer(method.getGenericReturnType()));
  }

  private static boolean isHandleRequest(Method method) {
    return method.getName().equals("handleRequest")
        && !method.isBridge()
        && !method.isSynthetic()
        && method.getParameterCount() == 2
        && method.getParameterTypes()[1] == Context.class;
  }

  @SuppressWarnings("unchecked") // The runtime's own serializers are used for their own type only.
  private static PojoSerializer<Object> serializer(Type type) {
    if (type instanceof Class<?> known
        && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())) {
      return (PojoSerializer<Object>)
          LambdaEventSerializers.serializerFor(known, HandlerCodec.class.getClassLoader());
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }
}

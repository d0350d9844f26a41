package dev.shutterhook.localrunner.gateway;

import dev.shutterhook.localcloud.template.HttpRoute;
import dev.shutterhook.localrunner.lambda.LambdaFunction;

/** A route of the HTTP API, and the function that it leads to. */
public record Route(HttpRoute route, LambdaFunction function) {}

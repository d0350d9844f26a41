package dev.shutterhook.localrunner.schedule;

import dev.shutterhook.localcloud.template.ScheduleSource;
import dev.shutterhook.localrunner.lambda.LambdaFunction;

/** A schedule, and the function that it starts. */
public record ScheduledFunction(ScheduleSource source, LambdaFunction function) {}

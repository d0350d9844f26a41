"""What each role must allow: the calls that tests have recorded, and those that Lambda makes itself."""

from collections import defaultdict
from pathlib import Path

from template import NotUnderstood, Template, text

# Lambda's pollers use the function's role (Developer Guide, "Using Lambda with Amazon SQS", execution role).
POLLER = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
# So does what writes its log; the group is in the template (same guide, "Working with function logs").
LOGGER = ("logs:CreateLogStream", "logs:PutLogEvents")

Need = tuple[str, str]


def recorded(root: Path) -> dict[str, set[Need]]:
    """What functions have called in tests since the last clean build, by function."""
    needs: dict[str, set[Need]] = defaultdict(set)
    for file in sorted(root.glob("*/target/aws-calls/*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            function, action, resource = line.split("\t")
            name, slash, rest = resource.partition("/")
            needs[function].add((action, f"<{name}.Arn>{slash}{rest}"))
    return needs


def by_role(template: Template, calls: dict[str, set[Need]]) -> dict[str, set[Need]]:
    """What is needed of each role of functions and schedules."""
    needs: dict[str, set[Need]] = defaultdict(set)
    for function, properties in template.of_type("AWS::Lambda::Function").items():
        role = role_of(template, function, properties.get("Role"))
        group = text(properties["LoggingConfig"]["LogGroup"]).strip("<>")
        needs[role] |= calls.get(function, set())
        needs[role] |= {(action, f"<{group}.Arn>") for action in LOGGER}
    for mapping, properties in template.of_type("AWS::Lambda::EventSourceMapping").items():
        function = template.function(properties["FunctionName"])
        queue = template.attribute(properties["EventSourceArn"], "AWS::SQS::Queue")
        if function is None or queue is None:
            raise NotUnderstood(f"{mapping} maps a queue or a function that is none of ours")
        role = role_of(template, function, template.of_type("AWS::Lambda::Function")[function].get("Role"))
        needs[role] |= {(action, f"<{queue}.Arn>") for action in POLLER}
    for schedule, properties in template.of_type("AWS::Scheduler::Schedule").items():
        target = properties["Target"]
        role = role_of(template, schedule, target.get("RoleArn"))
        needs[role].add(("lambda:InvokeFunction", text(target["Arn"])))
    return needs


def role_of(template: Template, user: str, value: object) -> str:
    role = template.attribute(value, "AWS::IAM::Role") if value is not None else None
    if role is None:
        raise NotUnderstood(f"{user} has no role of this template")
    return role

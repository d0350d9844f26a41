"""Whether each role allows what is needed of it, each thing once, and nothing else."""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import needs as needed
from template import NotUnderstood, Template, text

# Needed, and not granted: (role, action, resource) and why it does without. An entry that is granted or that
# nobody needs is a fault.
DONE_WITHOUT = {
    ("RenderFunctionRole", "s3:ListBucket", "<ArtifactsBucket.Arn>"): (
        "a renderer that is taken over shall not learn what the bucket holds; CancelMarkStore takes 403 for 404"
    ),
}

# Granted, and not needed in any test: (role, action, resource) and why it stays. An entry that is not granted or
# that a test needs is a fault.
KEPT_UNUSED: dict[tuple[str, str, str], str] = {}

SERVICES = {
    "AWS::DynamoDB::Table": "dynamodb",
    "AWS::SQS::Queue": "sqs",
    "AWS::S3::Bucket": "s3",
    "AWS::Logs::LogGroup": "logs",
    "AWS::Lambda::Alias": "lambda",
    "AWS::Lambda::Function": "lambda",
}


def faults(template: Template, calls: dict[str, set[needed.Need]]) -> Iterator[str]:
    """Everything that is wrong with the roles."""
    functions = template.of_type("AWS::Lambda::Function")
    if not calls:
        yield "no calls are recorded: ./shutterhook test records them"
        return
    for function in functions.keys() - calls.keys():
        yield f"{function}: no call of it was recorded"
    for function in calls.keys() - functions.keys():
        yield f"{function}: its calls were recorded, and it is not in the template"
    needs = needed.by_role(template, calls)
    yield from _assigned(template)
    for role, properties in template.of_type("AWS::IAM::Role").items():
        if role not in needs:
            yield f"{role}: nobody has this role"
        yield from _form(role, properties)
        yield from _balance(template, role, properties, needs.get(role, set()))


def grants(properties: dict) -> Iterator[tuple[str, str]]:
    """Each action with each resource that a role's statements name, as often as they name it."""
    for policy in properties.get("Policies", []):
        for statement in listed(policy["PolicyDocument"]["Statement"]):
            for action in listed(statement.get("Action", [])):
                for resource in listed(statement.get("Resource", [])):
                    yield action, text(resource)


@functools.cache
def covers(pattern: str, resource: str) -> bool:
    """Whether a policy's pattern names a resource: * is any text, ? one sign (IAM User Guide, "Resource")."""
    parts = (".*" if sign == "*" else "." if sign == "?" else re.escape(sign) for sign in pattern)
    return re.fullmatch("".join(parts), resource) is not None


def listed(value: object) -> list:
    return value if isinstance(value, list) else [value]


def _assigned(template: Template) -> Iterator[str]:
    users = defaultdict(list)
    for function, properties in template.of_type("AWS::Lambda::Function").items():
        users[needed.role_of(template, function, properties.get("Role"))].append(function)
    for schedule, properties in template.of_type("AWS::Scheduler::Schedule").items():
        users[needed.role_of(template, schedule, properties["Target"].get("RoleArn"))].append(schedule)
    for role, who in users.items():
        if len(who) > 1:
            yield f"{role}: {', '.join(who)} share it"
        service = "scheduler" if template.type_of(who[0]) == "AWS::Scheduler::Schedule" else "lambda"
        trust = template.resources[role]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
        expected = ("Allow", [f"{service}.amazonaws.com"], ["sts:AssumeRole"])
        found = [
            (one.get("Effect"), listed(one.get("Principal", {}).get("Service")), listed(one.get("Action")))
            for one in listed(trust)
            if isinstance(one.get("Principal"), dict) and one["Principal"].keys() == {"Service"}
        ]
        if found != [expected] or len(listed(trust)) != 1:
            yield f"{role}: somebody else than {service} may assume it"


def _form(role: str, properties: dict) -> Iterator[str]:
    for name in properties.keys() - {"AssumeRolePolicyDocument", "Policies", "Tags"}:
        yield f"{role}: {name} is not allowed here; a role's own statements say all that it may"
    for policy in properties.get("Policies", []):
        for statement in listed(policy["PolicyDocument"]["Statement"]):
            place = f"{role}/{statement.get('Sid', '')}"
            if statement.get("Effect") != "Allow":
                yield f"{place}: only Allow is understood"
            for name in statement.keys() - {"Sid", "Effect", "Action", "Resource"}:
                yield f"{place}: {name} is not understood"


def _balance(template: Template, role: str, properties: dict, needs: set[needed.Need]) -> Iterator[str]:
    granted = Counter(grants(properties))
    for action, resource in granted:
        yield from _grant(template, role, action, resource)
    used = set()
    for action, resource in sorted(needs):
        found = [one for one in granted.elements() if one[0] == action and covers(one[1], resource)]
        used.update(found)
        excused = (role, action, resource) in DONE_WITHOUT
        if not found and not excused:
            yield f"{role}: {action} on {resource} is needed and not granted"
        if found and excused:
            yield f"{role}: {action} on {resource} is granted, although it is done without"
        if len(found) > 1:
            yield f"{role}: {action} on {resource} is granted {len(found)} times"
    for action, resource in sorted(set(granted) - used):
        if (role, action, resource) not in KEPT_UNUSED:
            yield f"{role}: {action} on {resource} is granted and nothing needs it"
    for who, action, resource in DONE_WITHOUT:
        if who == role and (action, resource) not in needs:
            yield f"{role}: nothing needs {action} on {resource}, so that nothing is done without it"
    for who, action, resource in KEPT_UNUSED:
        if who == role and ((action, resource) in used or (action, resource) not in granted):
            yield f"{role}: {action} on {resource} is not kept unused"


def _grant(template: Template, role: str, action: str, resource: str) -> Iterator[str]:
    if "*" in action or "?" in action:
        yield f"{role}: {action} names more actions than one"
    match = re.match(r"<([A-Za-z0-9]+)(?:\.Arn)?>", resource)
    service = SERVICES.get(template.type_of(match[1]) or "") if match else None
    if service is None or not action.startswith(service + ":"):
        yield f"{role}: {action} on {resource}, which is no such resource of this template"
    elif "?" in resource or "*" in resource[:-1] or (resource[-1:] == "*" and resource[-2] != "/"):
        yield f"{role}: {resource} names more than the files of a folder"

"""Templates that are wrong in one place each, to see that the check notices."""

import copy
from collections.abc import Callable, Iterator

from roles import SERVICES, grants, listed
from template import Template, text

# What is wrong, the resource that a fault must name, and the template.
Mutation = tuple[str, str, Template]

TABLE = [
    "BatchGetItem", "BatchWriteItem", "ConditionCheckItem", "DeleteItem", "DeleteTable", "DescribeTable",
    "ExportTableToPointInTime", "GetItem", "PartiQLSelect", "PartiQLUpdate", "PutItem", "PutResourcePolicy", "Query",
    "Scan", "UpdateItem", "UpdateTable", "UpdateTimeToLive",
]  # fmt: skip
QUEUE = [
    "AddPermission", "ChangeMessageVisibility", "DeleteMessage", "DeleteQueue", "GetQueueAttributes", "GetQueueUrl",
    "PurgeQueue", "ReceiveMessage", "SendMessage", "SetQueueAttributes", "StartMessageMoveTask",
]  # fmt: skip
BUCKET = [
    "DeleteBucket", "GetBucketPolicy", "ListBucket", "ListBucketVersions", "PutBucketPolicy",
    "PutLifecycleConfiguration",
]  # fmt: skip
OBJECT = [
    "AbortMultipartUpload", "BypassGovernanceRetention", "DeleteObject", "DeleteObjectVersion", "GetObject",
    "GetObjectAcl", "GetObjectTagging", "GetObjectVersion", "PutObject", "PutObjectAcl", "PutObjectTagging",
]  # fmt: skip
GROUP = ["CreateLogGroup", "CreateLogStream", "DeleteLogGroup", "FilterLogEvents", "GetLogEvents", "PutLogEvents"]
FOLDERS = ["baselines/*", "canceled/*", "captures/*", "diffs/*", "sources/*", "*"]
ELSEWHERE = [
    ("*", "*"), ("dynamodb:*", "*"), ("iam:PassRole", "*"), ("kms:Decrypt", "*"), ("lambda:InvokeFunction", "*"),
    ("secretsmanager:GetSecretValue", "<SealingSecret>"), ("sts:AssumeRole", "*"), ("xray:PutTraceSegments", "*"),
    ("cloudwatch:PutMetricData", "*"), ("ec2:CreateNetworkInterface", "*"), ("sqs:*", "*"), ("s3:*", "*"),
]  # fmt: skip


def all_of(template: Template) -> Iterator[Mutation]:
    """Templates that are wrong in one place each."""
    for role in template.of_type("AWS::IAM::Role"):
        yield from _taken_out(template, role)
        yield from _put_in(template, role)
        yield from _let_in(template, role)
    yield from _opened(template)


def changed(template: Template, name: str, change: Callable[[dict], object]) -> Template:
    """The template with one resource's properties changed in place."""
    resource = copy.deepcopy(template.resources[name])
    change(resource["Properties"])
    return Template({**template.resources, name: resource})


def _statements(properties: dict) -> Iterator[dict]:
    for policy in properties["Policies"]:
        yield from listed(policy["PolicyDocument"]["Statement"])


def _taken_out(template: Template, role: str) -> Iterator[Mutation]:
    for index, statement in enumerate(_statements(template.of_type("AWS::IAM::Role")[role])):
        for part in ("Action", "Resource"):
            for one in listed(statement[part]):
                rest = [other for other in listed(statement[part]) if other != one]

                def without(properties: dict, index=index, part=part, rest=rest) -> None:
                    list(_statements(properties))[index][part] = rest

                place = statement.get("Sid", index)
                yield f"{role}/{place} without {one}", role, changed(template, role, without)


def _put_in(template: Template, role: str) -> Iterator[Mutation]:
    there = set(grants(template.of_type("AWS::IAM::Role")[role]))
    plausible = _plausible(template)
    for action, resource in sorted(plausible | there):
        statement = {"Effect": "Allow", "Action": action, "Resource": resource}

        def more(properties: dict, statement=statement) -> None:
            document = properties["Policies"][0]["PolicyDocument"]
            document["Statement"] = [*listed(document["Statement"]), statement]

        yield f"{role} with {action} on {resource}", role, changed(template, role, more)
    for index, statement in enumerate(_statements(template.of_type("AWS::IAM::Role")[role])):
        service = listed(statement["Action"])[0].partition(":")[0]
        same = {action for action, _ in plausible if action.startswith(service + ":")}
        for action in sorted(same - set(listed(statement["Action"]))):

            def wider(properties: dict, index=index, action=action) -> None:
                found = list(_statements(properties))[index]
                found["Action"] = [*listed(found["Action"]), action]

            yield f"{role}/{statement.get('Sid', index)} with {action}", role, changed(template, role, wider)


def _plausible(template: Template) -> set[tuple[str, str]]:
    pairs = set(ELSEWHERE)
    for name, resource in template.resources.items():
        service = SERVICES.get(resource["Type"])
        arn = f"<{name}.Arn>"
        if service == "dynamodb":
            pairs |= {(f"dynamodb:{action}", arn) for action in TABLE}
            for index in resource["Properties"].get("GlobalSecondaryIndexes", []):
                path = f"{arn}/index/{index['IndexName']}"
                pairs |= {(f"dynamodb:{action}", path) for action in ("Query", "Scan")}
            pairs.add(("dynamodb:Query", f"{arn}/index/*"))
        elif service == "sqs":
            pairs |= {(f"sqs:{action}", arn) for action in QUEUE}
        elif service == "s3":
            pairs |= {(f"s3:{action}", arn) for action in BUCKET}
            pairs |= {(f"s3:{action}", f"{arn}/{folder}") for action in OBJECT for folder in FOLDERS}
        elif service == "logs":
            pairs |= {(f"logs:{action}", arn) for action in GROUP}
        elif service == "lambda":
            pairs |= {("lambda:InvokeFunction", f"<{name}>"), ("lambda:UpdateFunctionCode", arn)}
    return pairs


def _let_in(template: Template, role: str) -> Iterator[Mutation]:
    managed = ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]
    more = changed(template, role, lambda properties: properties.update(ManagedPolicyArns=managed))
    yield f"{role} with a managed policy", role, more

    def condition(properties: dict) -> None:
        next(_statements(properties))["Condition"] = {"Bool": {"aws:SecureTransport": "true"}}

    yield f"{role} with a condition", role, changed(template, role, condition)

    def anybody(properties: dict) -> None:
        listed(properties["AssumeRolePolicyDocument"]["Statement"])[0]["Principal"] = {"AWS": "*"}

    yield f"{role} for anybody", role, changed(template, role, anybody)
    policy = {
        "Type": "AWS::IAM::Policy",
        "Properties": {
            "PolicyName": "More",
            "Roles": [{"Ref": role}],
            "PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]},
        },
    }
    yield f"{role} with a policy beside it", "MorePolicy", Template({**template.resources, "MorePolicy": policy})


def _opened(template: Template) -> Iterator[Mutation]:
    for policy, properties in template.of_type("AWS::SQS::QueuePolicy").items():
        for queue in properties["Queues"]:
            rest = [other for other in properties["Queues"] if other != queue]
            fewer = changed(template, policy, lambda properties, rest=rest: properties.update(Queues=rest))
            yield f"{policy} without {queue}", text(queue).strip("<>"), fewer
    for kind, protected in (("AWS::SQS::QueuePolicy", "AWS::SQS::Queue"), ("AWS::S3::BucketPolicy", "AWS::S3::Bucket")):
        suspect = next(iter(template.of_type(protected)))
        for policy in template.of_type(kind):
            rest = {name: resource for name, resource in template.resources.items() if name != policy}
            yield f"no {policy}", suspect, Template(rest)
            for name, value in (("Effect", "Allow"), ("Condition", {}), ("Action", "s3:GetObject"), ("Principal", {})):

                def other(properties: dict, name=name, value=value) -> None:
                    listed(properties["PolicyDocument"]["Statement"])[0][name] = value

                yield f"{policy} with {name} {value}", suspect, changed(template, policy, other)
    for bucket, properties in template.of_type("AWS::S3::Bucket").items():
        for block in properties["PublicAccessBlockConfiguration"]:

            def public(properties: dict, block=block) -> None:
                properties["PublicAccessBlockConfiguration"][block] = False

            yield f"{bucket} without {block}", bucket, changed(template, bucket, public)
        owned = changed(template, bucket, lambda properties: properties.pop("OwnershipControls"))
        yield f"{bucket} with access lists", bucket, owned
    yield from _invoked(template)


def _invoked(template: Template) -> Iterator[Mutation]:
    for permission in template.of_type("AWS::Lambda::Permission"):
        anybody = changed(template, permission, lambda properties: properties.update(Principal="*"))
        yield f"{permission} for anybody", permission, anybody
        anything = changed(template, permission, lambda properties: properties.pop("SourceArn"))
        yield f"{permission} for anything", permission, anything
    foreign = "arn:aws:sqs:us-east-1:111111111111:other"
    for mapping in template.of_type("AWS::Lambda::EventSourceMapping"):
        other = changed(template, mapping, lambda properties: properties.update(EventSourceArn=foreign))
        yield f"{mapping} of another queue", mapping, other
    for function in template.of_type("AWS::Lambda::Function"):
        url = {"Type": "AWS::Lambda::Url", "Properties": {"AuthType": "NONE", "TargetFunctionArn": {"Ref": function}}}
        yield f"{function} with a URL", "FunctionUrl", Template({**template.resources, "FunctionUrl": url})

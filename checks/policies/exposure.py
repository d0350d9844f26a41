"""Whether anything can be reached from outside, but for the HTTP API, and whether all of it is by TLS."""

from collections.abc import Iterator

from roles import covers, listed
from template import Template, text

# All that the expanded template may be made of: of another type somebody must say first who can reach it.
KNOWN_TYPES = {
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::Stage",
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::Dashboard",
    "AWS::DynamoDB::Table",
    "AWS::Events::Rule",
    "AWS::IAM::Role",
    "AWS::Lambda::Alias",
    "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Function",
    "AWS::Lambda::LayerVersion",
    "AWS::Lambda::Permission",
    "AWS::Lambda::Version",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::S3::BucketPolicy",
    "AWS::SQS::Queue",
    "AWS::SQS::QueuePolicy",
    "AWS::Scheduler::Schedule",
    "AWS::SecretsManager::Secret",
}

# The one function that strangers reach.
PUBLIC_FUNCTION = "SubmitFunction"

PLAIN_TEXT = {"Bool": {"aws:SecureTransport": "false"}}
ALL_QUEUES = "arn:<AWS::Partition>:sqs:<AWS::Region>:<AWS::AccountId>:*"
BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


def faults(template: Template) -> Iterator[str]:
    """Everything that is open and should not be."""
    for name, resource in template.resources.items():
        if resource["Type"] not in KNOWN_TYPES:
            yield f"{name}: who reaches an {resource['Type']}? Say so in checks/policies/exposure.py"
    yield from _queues(template)
    yield from _buckets(template)
    yield from _kept(template)
    yield from _invoked(template)
    yield from _routed(template)


def _queues(template: Template) -> Iterator[str]:
    denied = set()
    for policy, properties in template.of_type("AWS::SQS::QueuePolicy").items():
        yield from _denies_only(policy, properties)
        if _denies(properties, "sqs:*", ALL_QUEUES):
            denied |= {text(queue).strip("<>") for queue in properties["Queues"]}
    for queue, properties in template.of_type("AWS::SQS::Queue").items():
        if queue not in denied:
            yield f"{queue}: it can be reached without TLS"
        if properties.get("SqsManagedSseEnabled") is not True:
            yield f"{queue}: it is not encrypted"


def _buckets(template: Template) -> Iterator[str]:
    denied = set()
    for policy, properties in template.of_type("AWS::S3::BucketPolicy").items():
        yield from _denies_only(policy, properties)
        bucket = text(properties["Bucket"]).strip("<>")
        if all(_denies(properties, "s3:*", f"<{bucket}.Arn>{rest}") for rest in ("", "/*")):
            denied.add(bucket)
    for bucket, properties in template.of_type("AWS::S3::Bucket").items():
        if bucket not in denied:
            yield f"{bucket}: it can be reached without TLS"
        access = properties.get("PublicAccessBlockConfiguration", {})
        if any(access.get(block) is not True for block in BLOCKS):
            yield f"{bucket}: it may become public"
        owner = properties.get("OwnershipControls", {}).get("Rules")
        if owner != [{"ObjectOwnership": "BucketOwnerEnforced"}]:
            yield f"{bucket}: its objects may have access lists"
        if "AccessControl" in properties or "WebsiteConfiguration" in properties:
            yield f"{bucket}: it has an access list or is a web site"
        if "BucketEncryption" not in properties:
            yield f"{bucket}: it is not encrypted"


def _kept(template: Template) -> Iterator[str]:
    for table, properties in template.of_type("AWS::DynamoDB::Table").items():
        if "ResourcePolicy" in properties:
            yield f"{table}: others than this template's roles may reach it"
        if properties.get("SSESpecification", {}).get("SSEEnabled") is not True:
            yield f"{table}: it is not encrypted by a key of the account"


def _invoked(template: Template) -> Iterator[str]:
    for permission, properties in template.of_type("AWS::Lambda::Permission").items():
        function = template.function(properties.get("FunctionName", ""))
        source = text(properties.get("SourceArn", ""))
        by = properties.get("Principal")
        ours = (by == "apigateway.amazonaws.com" and function == PUBLIC_FUNCTION and _of_api(template, source)) or (
            by == "events.amazonaws.com" and template.attribute(source, "AWS::Events::Rule") is not None
        )
        known = {"Action", "FunctionName", "Principal", "SourceArn"}
        if not ours or function is None or properties.keys() != known:
            yield f"{permission}: {by} may invoke {function} for {source or 'anybody'}"
        if properties.get("Action") != "lambda:InvokeFunction":
            yield f"{permission}: {properties.get('Action')} is more than to invoke"
    for rule, properties in template.of_type("AWS::Events::Rule").items():
        for target in properties.get("Targets", []):
            if template.function(target["Arn"]) is None or "EventPattern" in properties:
                yield f"{rule}: it is no timer of a function of ours"
    for schedule, properties in template.of_type("AWS::Scheduler::Schedule").items():
        if template.function(properties["Target"]["Arn"]) is None:
            yield f"{schedule}: it is no timer of a function of ours"


def _routed(template: Template) -> Iterator[str]:
    for api, properties in template.of_type("AWS::ApiGatewayV2::Api").items():
        for path, methods in properties["Body"]["paths"].items():
            for method, operation in methods.items():
                uri = text(operation["x-amazon-apigateway-integration"]["uri"])
                name = uri.rpartition("/functions/")[2].removesuffix("/invocations")
                if template.function(name) != PUBLIC_FUNCTION:
                    yield f"{api}: {method} {path} goes to {uri}"


def _of_api(template: Template, source: str) -> bool:
    before, _, rest = source.partition(":<AWS::AccountId>:")
    name = rest.partition("/")[0].strip("<>")
    return before == "arn:<AWS::Partition>:execute-api:<AWS::Region>" and name in template.of_type(
        "AWS::ApiGatewayV2::Api"
    )


def _denies_only(policy: str, properties: dict) -> Iterator[str]:
    for statement in listed(properties["PolicyDocument"]["Statement"]):
        if statement.get("Effect") != "Deny":
            yield f"{policy}/{statement.get('Sid', '')}: it lets somebody in; roles do that here"


def _denies(properties: dict, action: str, resource: str) -> bool:
    return any(
        statement.get("Effect") == "Deny"
        and statement.get("Principal") == "*"
        and action in listed(statement.get("Action"))
        and any(covers(text(one), resource) for one in listed(statement.get("Resource", [])))
        and statement.get("Condition") == PLAIN_TEXT
        for statement in listed(properties["PolicyDocument"]["Statement"])
    )

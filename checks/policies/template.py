"""The template as CloudFormation gets it, and what its references mean."""

import re

from boto3.session import Session
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

REGION = "us-east-1"
CODE = "s3://bucket/code.zip"
IMAGE = "111111111111.dkr.ecr.us-east-1.amazonaws.com/image"


class NotUnderstood(Exception):
    """The template says something that this check cannot judge."""


class Template:
    """The resources of an expanded template, by logical id."""

    def __init__(self, resources: dict) -> None:
        self.resources = resources

    def of_type(self, kind: str) -> dict:
        """The properties of all resources of a type, by logical id."""
        return {
            name: resource.get("Properties", {})
            for name, resource in self.resources.items()
            if resource["Type"] == kind
        }

    def type_of(self, name: str) -> str | None:
        return self.resources.get(name, {}).get("Type")

    def function(self, value: object) -> str | None:
        """The function that a reference names, by itself or by an alias of it."""
        name = self._referred(value)
        if self.type_of(name) == "AWS::Lambda::Alias":
            name = self._referred(self.resources[name]["Properties"]["FunctionName"])
        return name if self.type_of(name) == "AWS::Lambda::Function" else None

    def attribute(self, value: object, kind: str, attribute: str = "Arn") -> str | None:
        """The resource of that type whose attribute a value is."""
        match = re.fullmatch(r"<([A-Za-z0-9]+)\.(\w+)>", text(value))
        if match and match[2] == attribute and self.type_of(match[1]) == kind:
            return match[1]
        return None

    @staticmethod
    def _referred(value: object) -> str:
        match = re.fullmatch(r"<([A-Za-z0-9]+)>", text(value))
        return match[1] if match else ""


def text(value: object) -> str:
    """A value with each reference as its name in angle brackets: <RenderQueue.Arn>, <AWS::Region>."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and len(value) == 1:
        [(intrinsic, argument)] = value.items()
        if intrinsic == "Ref":
            return f"<{argument}>"
        if intrinsic == "Fn::GetAtt":
            return "<" + (argument if isinstance(argument, str) else ".".join(argument)) + ">"
        if intrinsic == "Fn::Sub":
            pattern, given = (argument, {}) if isinstance(argument, str) else argument
            return re.sub(
                r"\$\{([^!}]+)\}",
                lambda name: text(given[name[1]]) if name[1] in given else f"<{name[1]}>",
                pattern,
            )
    raise NotUnderstood(f"a value of {value!r}")


def expand(path: str) -> Template:
    """The template as the serverless transform leaves it. Nothing is asked of AWS.

    Raises NotUnderstood where the transform refuses it.
    """
    with open(path, encoding="utf-8") as file:
        source = yaml_parse(file.read())
    for resource in source["Resources"].values():
        properties = resource.get("Properties", {})
        # The transform refuses what is not uploaded yet.
        if resource["Type"] == "AWS::Serverless::LayerVersion":
            properties["ContentUri"] = CODE
        elif resource["Type"] == "AWS::Serverless::Function":
            if properties.get("PackageType") == "Image":
                properties["ImageUri"] = IMAGE
            else:
                properties["CodeUri"] = CODE
    # No map of AWS's managed policies: roles.py refuses them, and the map is AWS's to tell.
    translator = Translator({}, Parser(), boto_session=Session(region_name=REGION))
    try:
        return Template(translator.translate(source, {})["Resources"])
    except InvalidDocumentException as e:
        raise NotUnderstood("; ".join(cause.message for cause in e.causes)) from e

// Run by the build: writes openapi.json beside the copy of openapi.yaml that goes into the jar.
import groovy.json.JsonGenerator
import org.snakeyaml.engine.v2.api.Load
import org.snakeyaml.engine.v2.api.LoadSettings

def folder = 'dev/shutterhook/submit/openapi'
def yaml = new File(project.basedir, "src/main/resources/$folder/openapi.yaml")
def json = new File(project.build.outputDirectory, "$folder/openapi.json")
def document = new Load(LoadSettings.builder().setLabel(yaml.name).build()).loadFromString(yaml.getText('UTF-8'))
json.parentFile.mkdirs()
json.setText(new JsonGenerator.Options().disableUnicodeEscaping().build().toJson(document), 'UTF-8')

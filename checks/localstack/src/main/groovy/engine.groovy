// Fails where no Docker engine answers, unless the tests are skipped or use a LocalStack that runs already.
def given = { name -> session.userProperties.containsKey(name) }
if (given('skipTests') || given('maven.test.skip') || given('shutterhook.aws')) {
  return
}
boolean answers
try {
  def info = ['docker', 'info'].execute()
  info.consumeProcessOutput()
  answers = info.waitFor() == 0
} catch (IOException ignored) {
  answers = false
}
if (!answers) {
  throw new org.apache.maven.plugin.MojoExecutionException(
    'no Docker engine answers, and the profile localstack needs one: start Docker, or set DOCKER_HOST to one that runs')
}

using Portal.Domain;
using Portal.Infrastructure.Plugins.Packages;

namespace Portal.Infrastructure.Tests.Plugins;

public sealed class ManifestTests
{
    [Theory]
    [InlineData("id: ci-status", "id: CI_Status", "/id")]
    [InlineData("id: ci-status", "id: [a, b]", "/id")]
    [InlineData("version: 1.2.0", "version: 1.2", "/version")]
    [InlineData("version: 1.2.0", "version: 1.2.0+build", "/version")]
    [InlineData("publisher: brightline", "publisher: Bright Line", "/publisher")]
    [InlineData("categories: [ci-cd]", "categories: []", "/categories")]
    [InlineData("categories: [ci-cd]", "categories: [toys]", "/categories/0")]
    [InlineData("license: MIT", "license: 'do what you want'", "/license")]
    [InlineData("entry: ui/index.html", "entry: ui/../index.html", "/ui/entry")]
    [InlineData("image: registry.example/brightline/ci-status", "image: registry.example/ci-status:latest", "/backend/image")]
    [InlineData("port: 8080", "port: 80", "/backend/port")]
    [InlineData("replicas: 2", "replicas: 2.5", "/backend/replicas")]
    [InlineData("errorRatio: 0.3", "errorRatio: 1.3", "/backend/simulation/errorRatio")]
    [InlineData("crashAfter: PT20S", "crashAfter: 20s", "/backend/simulation/crashAfter")]
    [InlineData("permissions: [catalog.read, pipelines.read]", "permissions: [catalog.read, root]", "/permissions/1")]
    [InlineData("amount: 1900", "amount: 19.00", "/price/amount")]
    [InlineData("currency: EUR", "currency: Euro", "/price/currency")]
    [InlineData("icon: pulse", "logo: pulse", "/logo")]
    [InlineData("port: 8080", "port: 8080\n  command: sh", "/backend/command")]
    public void Read_WithOneBadField_NamesIt(string good, string bad, string pointer)
    {
        var error = Read(SamplePackage.Manifest.Replace(good, bad, StringComparison.Ordinal)).ShouldBeOfType<InvalidFields>();
        error.Fields.Select(field => field.Pointer).ShouldBe([pointer]);
    }

    [Fact]
    public void Read_WithManyBadFields_NamesAllAtOnce() =>
        Read("name: x").ShouldBeOfType<InvalidFields>().Fields.Select(field => field.Pointer).ShouldBe(
            ["/id", "/version", "/publisher", "/summary", "/description", "/categories", "/license", "/ui/entry", "/backend/image", "/backend/port"]);

    [Theory]
    [InlineData("a: &x 1\nb: *x")]
    [InlineData("a: !!int 1")]
    [InlineData("[1, 2]")]
    [InlineData("a: 1\n---\nb: 2")]
    [InlineData("a: 1\na: 2")]
    [InlineData("a: [")]
    [InlineData("")]
    public void Read_OfYamlThatIsNoManifest_IsRefused(string yaml) => Read(yaml)!.Code.ShouldBe("plugin.package.manifest");

    [Fact]
    public void Read_OfVeryDeepYaml_IsRefusedInsteadOfEndingTheProcess() =>
        Read("a: " + new string('[', 30_000))!.Code.ShouldBe("plugin.package.manifest");

    private static Error? Read(string manifest) => PackageReader.Read(PackageWriter.Write(SamplePackage.Files(manifest))).Error;
}

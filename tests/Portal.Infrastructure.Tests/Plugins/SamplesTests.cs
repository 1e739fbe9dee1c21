using System.Text;
using System.Text.RegularExpressions;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Plugins.Packages;

namespace Portal.Infrastructure.Tests.Plugins;

public sealed partial class SamplesTests
{
    [Fact]
    public async Task PackAsync_OfEverySample_GivesAPackageThatTheGateTakes()
    {
        var packages = await PackagesAsync();
        packages.Select(package => package.Manifest.Id).Distinct().Count().ShouldBe(12);
        packages.Select(package => package.Manifest.Publisher).Distinct().Count().ShouldBe(5);
        packages.Count(package => package.Manifest.Price is not null).ShouldBe(6);
    }

    [Fact]
    public async Task PackAsync_OfEverySample_HasPagesThatTheContentSecurityPolicyAllows()
    {
        foreach (var package in await PackagesAsync())
        {
            var page = Encoding.UTF8.GetString(package.Files[package.Manifest.UiEntry]);
            Forbidden.Match(page).Value.ShouldBe("", package.FileName);
            page.ShouldContain("href=\"style.css\"", Case.Sensitive, package.FileName);
        }
    }

    [Fact]
    public async Task Write_OfEverySampleManifest_ReadsBackTheSame()
    {
        foreach (var package in await PackagesAsync())
        {
            var json = ManifestJson.Write(package.Manifest).ToJsonString();
            ManifestJson.Write(ManifestJson.Read(json)).ToJsonString().ShouldBe(json);
        }
    }

    [Fact]
    public async Task PackAsync_OfTheBadVersion_Misbehaves() =>
        (await PackagesAsync()).Where(package => package.Manifest.Backend.Simulation?.ErrorRatio > 0)
            .Select(package => (package.FileName, package.Manifest.Backend.Simulation!.ErrorRatio))
            .ShouldBe([("ci-status-2.0.0.portalplugin", 0.3)]);

    private static async Task<IReadOnlyList<PluginPackage>> PackagesAsync()
    {
        var packages = new List<PluginPackage>();
        foreach (var manifest in Directory.EnumerateFiles(Folder(), "plugin.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var folder = Path.GetDirectoryName(manifest)!;
            var package = PackageReader.Read(await SamplePublishing.PackAsync(folder, CancellationToken.None));
            package.Error.ShouldBeNull(folder);
            Path.GetRelativePath(Folder(), folder).ShouldBe(Path.Combine(package.Value.Manifest.Id.Value, package.Value.Manifest.Version.ToString()));
            packages.Add(package.Value);
        }

        return packages;
    }

    internal static string Folder() => Path.Combine(RepositoryFolder.Find(), "samples", "plugins");

    [GeneratedRegex("""<script|<style|\sstyle=|\son[a-z]+=|https?://""", RegexOptions.IgnoreCase)]
    private static partial Regex Forbidden { get; }
}

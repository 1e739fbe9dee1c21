using System.Globalization;
using Portal.Domain.Billing;
using Portal.Domain.Plugins;
using Portal.Infrastructure.Plugins.Packages;
using YamlDotNet.RepresentationModel;

namespace Portal.Infrastructure.Plugins;

/// <summary>
/// Packs the folders <c>samples/plugins/&lt;key&gt;/&lt;version&gt;</c> and publishes them through the same gate as any package. Doing it twice
/// changes nothing.
/// </summary>
public sealed class SamplePublishing(PluginRegistry registry, PublisherDirectory publishers)
{
    /// <returns>The versions, by plugin and in order.</returns>
    /// <exception cref="InvalidDataException">A sample is refused: the repository is at fault.</exception>
    public async Task<IReadOnlyList<PublishedVersion>> PublishAsync(string folder, CancellationToken cancellationToken)
    {
        await RegisterPublishersAsync(Path.Combine(folder, "publishers.yaml"), cancellationToken);
        var published = new List<PublishedVersion>();
        foreach (var version in Folders(folder))
        {
            var package = PackageReader.Read(await PackAsync(version, cancellationToken));
            var outcome = package.Succeeded ? await registry.PublishAsync(package.Value, cancellationToken) : package.Error!;
            published.Add(outcome.Succeeded ? outcome.Value : throw new InvalidDataException($"{version}: {outcome.Error!.Detail}"));
        }

        return published;
    }

    /// <summary>The package of one folder, as an author would pack it.</summary>
    public static async Task<byte[]> PackAsync(string folder, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            files.Add(Path.GetRelativePath(folder, file).Replace('\\', '/'), await File.ReadAllBytesAsync(file, cancellationToken));
        }

        return PackageWriter.Write(files);
    }

    // In order of version, so that a listing is led through the history that it would have had.
    private static IEnumerable<string> Folders(string folder) => Directory.EnumerateDirectories(folder)
        .Order(StringComparer.Ordinal)
        .SelectMany(plugin => Directory.EnumerateDirectories(plugin).OrderBy(version => PluginVersion.Parse(Path.GetFileName(version))));

    private async Task RegisterPublishersAsync(string file, CancellationToken cancellationToken)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(await File.ReadAllTextAsync(file, cancellationToken)));
        foreach (var publisher in ((YamlSequenceNode)stream.Documents[0].RootNode).Children.Cast<YamlMappingNode>())
        {
            var share = int.Parse(Text(publisher, "shareBasisPoints"), CultureInfo.InvariantCulture);
            await publishers.RegisterAsync(Text(publisher, "slug"), Text(publisher, "name"), new BasisPoints(share), cancellationToken);
        }
    }

    private static string Text(YamlMappingNode node, string field) =>
        ((YamlScalarNode)node[field]).Value ?? throw new InvalidDataException($"publishers.yaml: {field} is missing.");
}

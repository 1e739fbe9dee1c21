using Portal.Domain.Plugins;

namespace Portal.Infrastructure.Plugins.Packages;

/// <summary>A package that passed every check.</summary>
/// <param name="Digest">Of <paramref name="Content"/>.</param>
/// <param name="Content">The archive as it was given.</param>
/// <param name="Manifest">Read from <c>plugin.yaml</c>.</param>
/// <param name="Readme">Markdown; empty when there is none.</param>
/// <param name="Files">Every file by its path.</param>
public sealed record PluginPackage(
    Digest Digest, ReadOnlyMemory<byte> Content, PluginManifest Manifest, string Readme, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>What the file is called when it travels alone.</summary>
    public string FileName => $"{Manifest.Id}-{Manifest.Version}.portalplugin";
}

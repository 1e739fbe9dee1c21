using System.Text;
using Portal.Domain;
using Portal.Domain.Plugins;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Portal.Infrastructure.Plugins.Packages;

/// <summary>Reads <c>plugin.yaml</c>: plain YAML without anchors, aliases or tags, and without fields that we do not know.</summary>
internal static class ManifestYaml
{
    // Stream, document, three mappings and a list.
    private const int Deepest = 8;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Result<PluginManifest> Read(byte[] yaml)
    {
        var root = Parse(yaml);
        if (!root.Succeeded)
        {
            return root.Error!;
        }

        var fields = new ManifestYamlFields(root.Value);
        var (manifest, errors) = ManifestRules.Check(fields.Draft());
        // A field of the wrong shape is told once, not again as missing.
        FieldError[] all = [.. fields.Errors.Concat(errors).DistinctBy(error => error.Pointer)];
        return all.Length == 0 ? manifest! : new InvalidFields(all);
    }

    private static Result<YamlMappingNode> Parse(byte[] yaml)
    {
        try
        {
            var text = StrictUtf8.GetString(yaml);
            if (!IsPlain(text))
            {
                return new PackageRefused("manifest", "The manifest uses anchors, aliases, tags or deep nesting; plain YAML is enough.");
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? root
                : new PackageRefused("manifest", "The manifest is not one YAML document with fields.");
        }
        catch (YamlException unreadable)
        {
            return new PackageRefused("manifest", $"The manifest is not valid YAML at line {unreadable.Start.Line}: {FieldText.Excerpt(unreadable.Message)}");
        }
        catch (DecoderFallbackException)
        {
            return new PackageRefused("manifest", "The manifest is not valid UTF-8.");
        }
    }

    // The tree is built recursively, so its depth is counted before: a thousand brackets must not end the process.
    private static bool IsPlain(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current?.NestingIncrease ?? 0;
            if (depth > Deepest || parser.Current is AnchorAlias || (parser.Current is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty)))
            {
                return false;
            }
        }

        return true;
    }
}

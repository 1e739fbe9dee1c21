using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Portal.Operators.Rollouts;

/// <summary>Names a revision by everything that changes its pods. Replicas, strategy and commands are not in it.</summary>
internal static class RevisionHash
{
    public static string Of(string plugin, string version, string digest, JsonNode? template, string settings = "")
    {
        var text = new StringBuilder();
        text.Append(plugin).Append('\n').Append(version).Append('\n').Append(digest).Append('\n');
        Write(template, text);
        text.Append(settings); // Nothing where there are none: revisions made before they counted keep their names.
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12];
    }

    /// <summary>Members in one order, nulls left out: an API server may return both differently from how they were sent.</summary>
    private static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject body:
                text.Append('{');
                foreach (var (name, value) in body.Where(member => member.Value is not null).OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    text.Append(JsonValue.Create(name).ToJsonString()).Append(':');
                    Write(value, text);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                foreach (var item in items)
                {
                    Write(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }
}

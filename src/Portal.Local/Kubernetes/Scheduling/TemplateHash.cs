using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>The value of <c>pod-template-hash</c>: the same for the same template, whatever the order of its fields.</summary>
internal static class TemplateHash
{
    public const string Label = "pod-template-hash";

    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public static string Of(JsonObject template)
    {
        var hash = SHA256.HashData(JsonText.Bytes(Sorted(template)!));
        return string.Concat(hash.Take(10).Select(part => Alphabet[part % Alphabet.Length]));
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        // A typed client writes fields that are not set as null: they mean the same as none.
        JsonObject item => new JsonObject(item.Where(pair => pair.Value is not null).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}

using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Storage;

/// <summary>One version of one object. Kept as bytes, so that lists and watches copy instead of serializing again.</summary>
internal sealed class StoredObject
{
    private StoredObject(ObjectKey key, long version, byte[] json, JsonObject parsed)
    {
        Key = key;
        Version = version;
        Json = json;
        Uid = parsed.UidOf();
        ApiVersion = parsed.Text("apiVersion") ?? "";
        IsDeleting = parsed.IsDeleting();
        IsServing = !IsDeleting && Conditions.IsTrue(parsed.Child("status"), "Ready");
        Labels = parsed.TextMap("metadata", "labels");
        Owners = [.. parsed.Objects("metadata", "ownerReferences").Select(owner => owner.Text("uid")).OfType<string>()];
    }

    public ObjectKey Key { get; }

    public long Version { get; }

    public ReadOnlyMemory<byte> Json { get; }

    public string Uid { get; }

    public string ApiVersion { get; }

    public bool IsDeleting { get; }

    /// <summary>A pod that is ready and stays: one that a Service sends requests to.</summary>
    public bool IsServing { get; }

    public IReadOnlyDictionary<string, string> Labels { get; }

    public IReadOnlyList<string> Owners { get; }

    public static StoredObject From(ObjectKey key, long version, JsonObject item) => new(key, version, JsonText.Bytes(item), item);

    /// <summary>A copy of its own for whoever asks.</summary>
    public JsonObject Parse() => (JsonObject)JsonText.Parse(Json.Span)!;
}

using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>An object in the version that was asked for. Versions of one kind differ in apiVersion only, events also in field names.</summary>
internal static class Representation
{
    public static ReadOnlyMemory<byte> Bytes(ResourceType type, StoredObject item) =>
        item.ApiVersion == type.ApiVersion ? item.Json : JsonText.Bytes(Of(type, item.Parse()));

    public static JsonObject Of(ResourceType type, JsonObject item)
    {
        if (item.Text("apiVersion") == type.ApiVersion)
        {
            return item;
        }

        if (type.KeptUnder is not null)
        {
            EventFields.ToNew(item);
        }

        item["apiVersion"] = type.ApiVersion;
        return item;
    }

    /// <summary>What a client sent, in the form it is kept in.</summary>
    public static JsonObject Kept(ResourceType type, JsonObject item)
    {
        if (type.KeptUnder is not null && item.Text("apiVersion") is null or "events.k8s.io/v1")
        {
            EventFields.ToOld(item);
        }

        return item;
    }
}

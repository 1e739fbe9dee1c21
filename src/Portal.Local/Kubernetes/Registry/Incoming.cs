using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Registry;

/// <summary>What of a client's object counts, and what the server decides itself.</summary>
internal static class Incoming
{
    private static readonly string[] ServerOwned = ["uid", "creationTimestamp", "generation", "deletionTimestamp", "deletionGracePeriodSeconds", "resourceVersion"];

    /// <summary>Kind, version and namespace must be those of the path; left out, they are filled in.</summary>
    public static void Check(ResourceType type, string inNamespace, JsonObject item)
    {
        if (item.Text("kind") is { } kind && kind != type.Kind)
        {
            throw ApiErrors.BadRequest($"the kind of the object ({kind}) does not match the expected kind ({type.Kind})");
        }

        if (item.Text("apiVersion") is { } version && version != type.ApiVersion && version != type.KeptApiVersion)
        {
            throw ApiErrors.BadRequest($"the API version in the data ({version}) does not match the expected API version ({type.ApiVersion})");
        }

        if (item["metadata"] is not (null or JsonObject))
        {
            throw ApiErrors.BadRequest("metadata must be an object");
        }

        item["kind"] = type.Kind;
        item["apiVersion"] = type.KeptApiVersion;
        CheckNamespace(type, inNamespace, item);
    }

    /// <summary>A new object's identity.</summary>
    public static void Identify(JsonObject item, ResourceType type, DateTimeOffset now)
    {
        if (item.Text("metadata", "resourceVersion") is { Length: > 0 })
        {
            throw ApiErrors.BadRequest("resourceVersion should not be set on objects to be created");
        }

        var meta = item.Meta();
        foreach (var field in ServerOwned)
        {
            meta.Remove(field);
        }

        meta["uid"] = Guid.NewGuid().ToString();
        meta["creationTimestamp"] = ObjectWriting.Stamp(now);
        if (type.CountsGenerations)
        {
            meta["generation"] = 1;
        }
    }

    /// <summary>The server's own fields stay as they are, whatever was sent.</summary>
    public static void KeepIdentity(JsonObject current, JsonObject updated)
    {
        foreach (var field in ServerOwned)
        {
            if (current.At("metadata", field) is { } value)
            {
                updated.Meta()[field] = value.DeepClone();
            }
            else
            {
                updated.Meta().Remove(field);
            }
        }
    }

    /// <summary>An update of the status subresource: everything else is ignored.</summary>
    public static JsonObject StatusOnly(JsonObject current, JsonObject item)
    {
        var updated = current.Clone();
        updated.Remove("status");
        if (item["status"] is { } status)
        {
            updated["status"] = status.DeepClone();
        }

        if (item.At("metadata", "managedFields") is { } managed)
        {
            updated.Meta()["managedFields"] = managed.DeepClone();
        }

        return updated;
    }

    /// <summary>An update of the main resource: where status is a subresource of its own, it is ignored here.</summary>
    public static JsonObject AllButStatus(ResourceType type, JsonObject current, JsonObject item)
    {
        var updated = item.Clone();
        if (!type.HasStatus)
        {
            return updated;
        }

        updated.Remove("status");
        if (current["status"] is { } status)
        {
            updated["status"] = status.DeepClone();
        }

        return updated;
    }

    /// <summary>Generation counts changes of what is wanted: everything but metadata and status.</summary>
    public static void CountGeneration(ResourceType type, JsonObject current, JsonObject updated)
    {
        if (type.CountsGenerations && !JsonNode.DeepEquals(Wanted(current), Wanted(updated)))
        {
            updated.Meta()["generation"] = (current.Number("metadata", "generation") ?? 0) + 1;
        }
    }

    private static JsonObject Wanted(JsonObject item)
    {
        var wanted = item.Clone();
        wanted.Remove("metadata");
        wanted.Remove("status");
        return wanted;
    }

    private static void CheckNamespace(ResourceType type, string inNamespace, JsonObject item)
    {
        if (!type.Namespaced)
        {
            item.Meta().Remove("namespace");
            return;
        }

        if (item.NamespaceOf() is { Length: > 0 } own && own != inNamespace)
        {
            throw ApiErrors.BadRequest($"the namespace of the provided object does not match the namespace sent on the request: {own} != {inNamespace}");
        }

        item.Meta()["namespace"] = inNamespace;
    }
}

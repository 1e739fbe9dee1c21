using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Registry;

/// <summary>DeleteOptions: how long to wait, what becomes of dependents, and which version is meant.</summary>
internal sealed record DeleteRequest
{
    public static DeleteRequest Background { get; } = new();

    public string Propagation { get; init; } = "Background";

    public long? GracePeriodSeconds { get; init; }

    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }

    public bool DryRun { get; init; }

    public static DeleteRequest From(JsonObject? body, Func<string, string?> query)
    {
        var grace = body.Number("gracePeriodSeconds")
            ?? (long.TryParse(query("gracePeriodSeconds"), out var seconds) ? seconds : null);
        var propagation = body.Text("propagationPolicy") ?? query("propagationPolicy");
        if (propagation is not (null or "" or "Background" or "Foreground" or "Orphan"))
        {
            throw ApiErrors.BadRequest($"unknown propagationPolicy \"{propagation}\"");
        }

        return new DeleteRequest
        {
            Propagation = string.IsNullOrEmpty(propagation) ? body.Flag("orphanDependents") ? "Orphan" : "Background" : propagation,
            GracePeriodSeconds = grace,
            Uid = body.Text("preconditions", "uid"),
            ResourceVersion = body.Text("preconditions", "resourceVersion"),
            DryRun = body.Texts("dryRun").Any() || query("dryRun") == "All",
        };
    }

    public void RequirePreconditions(ResourceType type, JsonObject item)
    {
        if (Uid is not null && Uid != item.UidOf())
        {
            throw Preconditions.WrongUid(type, item.NameOf(), Uid, item.UidOf());
        }

        if (ResourceVersion is not null && ResourceVersion != item.Text("metadata", "resourceVersion"))
        {
            throw ApiErrors.Conflict(
                type,
                item.NameOf(),
                $"Precondition failed: ResourceVersion in precondition: {ResourceVersion}, ResourceVersion in object meta: {item.Text("metadata", "resourceVersion")}");
        }
    }
}

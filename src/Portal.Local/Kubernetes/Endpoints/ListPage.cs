using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Selectors;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>
/// One page of a list. Later pages show the state of the first, and so does a list that asks for exactly one version: as long as the history goes back
/// that far.
/// </summary>
internal sealed record ListPage(IReadOnlyList<StoredObject> Items, long Version, string? Continue, int Remaining)
{
    public static ListPage Read(ClusterStore store, ApiRequest request)
    {
        var labels = LabelSelector.Parse(request.Query("labelSelector"));
        var fields = FieldSelector.Parse(request.Query("fieldSelector"), request.Type);
        var limit = (int)Math.Min(request.Number("limit") ?? 0, int.MaxValue);
        var (all, version) = store.List(request.Type.Collection, request.Path.Namespace);
        if (request.Number("resourceVersion") is { } wanted && wanted > version)
        {
            throw ApiErrors.TooNew(wanted, version);
        }

        if (Exactly(request) is { } exact)
        {
            all = store.ListAt(request.Type.Collection, request.Path.Namespace, exact) ?? throw ApiErrors.Expired(exact, version);
            version = exact;
        }

        ObjectKey? after = null;
        if (request.Query("continue") is { } token)
        {
            (version, after) = Decode(token, request.Type.Collection);
            all = store.ListAt(request.Type.Collection, request.Path.Namespace, version) ?? throw ApiErrors.ContinueExpired();
        }

        var matching = all
            .Where(item => (after is null || item.Key.CompareTo(after.Value) > 0) && labels.Matches(item.Labels) && fields.Matches(item))
            .ToList();
        if (limit == 0 || matching.Count <= limit)
        {
            return new ListPage(matching, version, null, 0);
        }

        return new ListPage(matching[..limit], version, Encode(version, matching[limit - 1].Key), matching.Count - limit);
    }

    public JsonObject Meta()
    {
        var meta = new JsonObject { ["resourceVersion"] = Version.ToString(CultureInfo.InvariantCulture) };
        if (Continue is not null)
        {
            meta["continue"] = Continue;
            meta["remainingItemCount"] = Remaining;
        }

        return meta;
    }

    /// <summary>The one version that is asked for, when no newer one will do.</summary>
    private static long? Exactly(ApiRequest request)
    {
        var (match, version) = (request.Query("resourceVersionMatch"), request.Number("resourceVersion"));
        var problem = match switch
        {
            null => null,
            not ("Exact" or "NotOlderThan") => FieldProblem.NotSupported("resourceVersionMatch", match, ["\"Exact\"", "\"NotOlderThan\""]),
            _ when request.Query("continue") is not null => FieldProblem.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided"),
            _ when version is null => FieldProblem.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided"),
            "Exact" when version == 0 => FieldProblem.Forbidden("resourceVersionMatch", "resourceVersionMatch \"Exact\" is forbidden for resourceVersion \"0\""),
            _ => null,
        };
        return problem is not null ? throw ApiErrors.InvalidOptions(problem) : match == "Exact" ? version : null;
    }

    private static string Encode(long version, ObjectKey last) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{version}/{last.Namespace}/{last.Name}"));

    private static (long Version, ObjectKey After) Decode(string token, string collection)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(token)).Split('/', 3);
            return (long.Parse(parts[0], CultureInfo.InvariantCulture), new ObjectKey(collection, parts[1], parts[2]));
        }
        catch (Exception exception) when (exception is FormatException or IndexOutOfRangeException or OverflowException)
        {
            throw ApiErrors.BadRequest("continue key is not valid");
        }
    }
}

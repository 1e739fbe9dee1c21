using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Selectors;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Endpoints;

/// <summary>
/// One page of a list. Later pages show the state of now but carry the version of the first, so that a watch that follows sees every
/// change that the pages may have missed.
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

        ObjectKey? after = null;
        if (request.Query("continue") is { } token)
        {
            (version, after) = Decode(token, request.Type.Collection);
            if (store.Since(request.Type.Collection, version).Changes is null)
            {
                throw ApiErrors.ContinueExpired();
            }
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

using System.Text.Json.Nodes;

namespace Portal.Operators.Kubernetes;

/// <summary>Who says which field of an object (<c>metadata.managedFields</c>).</summary>
internal static class FieldOwnership
{
    /// <summary>Whether a manager other than this one says the field: then it stays when this one no longer says it.</summary>
    public static bool IsSaidByAnother(JsonObject resource, string manager, params ReadOnlySpan<string> path)
    {
        foreach (var entry in resource.ItemsAt("metadata", "managedFields"))
        {
            JsonNode? fields = entry.ObjectAt("fieldsV1");
            foreach (var name in path)
            {
                fields = fields.At($"f:{name}");
            }

            if (fields is not null && entry.TextAt("manager") != manager)
            {
                return true;
            }
        }

        return false;
    }
}

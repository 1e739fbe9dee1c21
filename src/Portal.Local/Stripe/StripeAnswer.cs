using System.Text.Json.Nodes;

namespace Portal.Local.Stripe;

/// <summary>Objects as the API shows them: copies, without what only the stand-in knows, with what was asked to be expanded.</summary>
internal static class StripeAnswer
{
    public static JsonObject Public(JsonObject stored)
    {
        var copy = (JsonObject)stored.DeepClone();
        copy.Remove(CheckoutSessionObject.Local);
        return copy;
    }

    /// <summary><c>expand[]=payment_intent.latest_charge</c>: ids on the path become objects.</summary>
    public static JsonObject Expanded(StripeData data, JsonObject stored, JsonObject expand)
    {
        var answer = Public(stored);
        foreach (var path in expand.Select(item => item.Value!.GetValue<string>()))
        {
            Expand(data, answer, path.Split('.'));
        }

        return answer;
    }

    public static JsonObject List(string url, IReadOnlyList<JsonObject> items, bool hasMore) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. items.Select(JsonNode (item) => Public(item))]),
        ["has_more"] = hasMore,
        ["url"] = url,
    };

    private static void Expand(StripeData data, JsonObject answer, ReadOnlySpan<string> path)
    {
        var node = answer;
        foreach (var step in path)
        {
            if (!node.ContainsKey(step))
            {
                throw new StripeRefusal(StripeError.Invalid("expand", $"This property cannot be expanded ({step})."));
            }

            if (node[step] is JsonValue reference && data.Objects[reference.GetValue<string>()] is JsonObject target)
            {
                node[step] = Public(target);
            }

            if (node[step] is not JsonObject next)
            {
                return;
            }

            node = next;
        }
    }
}

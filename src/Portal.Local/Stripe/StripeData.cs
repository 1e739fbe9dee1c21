using System.Text.Json.Nodes;

namespace Portal.Local.Stripe;

/// <summary>The tree with names. Only inside the store's lock.</summary>
internal readonly struct StripeData(JsonObject root)
{
    /// <summary>Every API object by its id.</summary>
    public JsonObject Objects => Section("objects");

    /// <summary>Deliveries that are not done: event id to attempts and next time.</summary>
    public JsonObject Deliveries => Section("deliveries");

    /// <summary>Idempotency keys to what was answered.</summary>
    public JsonObject Keys => Section("idempotencyKeys");

    /// <summary>The port of the last start; 0 before the first.</summary>
    public int Port
    {
        get => root["port"]?.GetValue<int>() ?? 0;
        set => root["port"] = value;
    }

    /// <summary>Puts the object in, newest last.</summary>
    public void Put(JsonObject value) => Objects[value["id"]!.GetValue<string>()] = value;

    public JsonObject? Find(string id, string kind) => Objects[id] is JsonObject found && found["object"]!.GetValue<string>() == kind ? found : null;

    /// <summary>Objects of one kind, newest first.</summary>
    public IEnumerable<JsonObject> All(string kind) =>
        Objects.Select(item => item.Value).OfType<JsonObject>().Where(value => value["object"]!.GetValue<string>() == kind).Reverse();

    private JsonObject Section(string name)
    {
        if (root[name] is not JsonObject section)
        {
            section = [];
            root[name] = section;
        }

        return section;
    }
}

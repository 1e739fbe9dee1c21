using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Cel;

/// <summary>The types that a structural schema gives to expressions ("Validation rules", table "Supported types").</summary>
internal static class CelSchema
{
    /// <summary>The largest request that a server takes: what nothing else bounds is bounded by it.</summary>
    public const double LargestRequest = 3 * 1024 * 1024;

    private static readonly CelType Text = CelType.Of(CelKind.String, 253);

    /// <summary>The type of what a schema describes; null where expressions cannot look, because no type is known.</summary>
    public static CelType? TypeOf(JsonObject schema, bool isResource = false)
    {
        if (schema.Flag("x-kubernetes-int-or-string"))
        {
            return CelType.Of(CelKind.Dyn, MostCharacters(schema));
        }

        var isNullable = schema.Flag("nullable");
        return schema.Text("type") switch
        {
            "boolean" => new CelType(CelKind.Bool) { IsNullable = isNullable },
            "integer" => new CelType(CelKind.Int) { IsNullable = isNullable },
            "number" => new CelType(CelKind.Double) { IsNullable = isNullable },
            "string" => new CelType(OfFormat(schema.Text("format"))) { IsNullable = isNullable, Size = MostCharacters(schema) },
            "array" when schema.Child("items") is { } items && TypeOf(items) is { } element =>
                new CelType(CelKind.List) { Element = element, Schema = schema, Size = MostElements(schema), IsNullable = isNullable },
            "object" when schema.Child("additionalProperties") is { } others => TypeOf(others) is { } value
                ? new CelType(CelKind.Map) { Key = Text, Element = value, Schema = schema, Size = MostElements(schema), IsNullable = isNullable }
                : null,
            "object" => new CelType(CelKind.Object) { Schema = schema, IsResource = isResource || schema.Flag("x-kubernetes-embedded-resource"), IsNullable = isNullable },
            _ => null,
        };
    }

    /// <summary>Elements or properties that a list or map of this schema can have.</summary>
    public static double MostElements(JsonObject schema)
    {
        var isList = schema.Text("type") == "array";
        var element = (isList ? schema.Child("items") : schema.Child("additionalProperties")) ?? [];
        return schema.Number(isList ? "maxItems" : "maxProperties") ?? Math.Floor(LargestRequest / (Least(element) + (isList ? 1 : 5)));
    }

    public static CelType? FieldOf(CelType type, string name)
    {
        if (type.IsResource)
        {
            switch (name)
            {
                case "apiVersion" or "kind":
                    return Text;
                case "metadata":
                    return new CelType(CelKind.Object) { Schema = Metadata };
            }
        }

        return type.Schema.Child("properties", CelNames.Unescape(name)) is { } property && CelNames.Escape(CelNames.Unescape(name)) == name ? TypeOf(property) : null;
    }

    private static JsonObject Metadata { get; } = new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["name"] = new JsonObject { ["type"] = "string", ["maxLength"] = 253 },
            ["generateName"] = new JsonObject { ["type"] = "string", ["maxLength"] = 253 },
        },
    };

    private static CelKind OfFormat(string? format) => format switch
    {
        "date-time" or "date" => CelKind.Timestamp,
        "duration" => CelKind.Duration,
        "byte" => CelKind.Bytes,
        _ => CelKind.String,
    };

    /// <summary>A character is up to four bytes.</summary>
    private static double MostCharacters(JsonObject schema) =>
        schema["enum"] is JsonArray { Count: > 0 } options
            ? options.Max(option => option.Text()?.Length ?? 1)
            : schema.Number("maxLength") * 4 ?? schema.Text("format") switch { "date-time" => 25, "date" => 10, "duration" => 32, _ => LargestRequest };

    /// <summary>The fewest bytes of a value in JSON.</summary>
    private static double Least(JsonObject schema) => schema.Text("type") switch
    {
        "boolean" => 4,
        "object" => 2 + schema.Texts("required").Sum(name => name.Length + 4 + (schema.Child("properties", name) is { } property && property["default"] is null ? Least(property) : 0)),
        "string" or "array" => 2,
        _ => 1,
    };
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>Reads an id or an object.</summary>
internal sealed class ExpandableConverter<T> : JsonConverter<T>
    where T : class, IExpandable<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
        ? T.Reference(reader.GetString()!)
        : JsonSerializer.Deserialize<T>(ref reader, options);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException("Stripe's objects are only read.");
}

using System.Text;
using System.Text.Json;
using Portal.Infrastructure.Billing.Stripe;

namespace Portal.Infrastructure.Billing;

/// <summary>Reads a verified webhook body.</summary>
public static class StripeEventReader
{
    /// <returns>Null when it is no event.</returns>
    public static ReceivedEvent? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var parsed = JsonSerializer.Deserialize(body, StripeJson.Default.StripeEvent);
            return parsed is { Id: not null, Type: not null, Data.Object.Id: not null }
                ? new ReceivedEvent(
                    parsed.Id, parsed.Type, parsed.ApiVersion, parsed.Livemode, DateTimeOffset.FromUnixTimeSeconds(parsed.Created), Encoding.UTF8.GetString(body),
                    parsed.Data.Object.Id, parsed.Data.Object.Customer)
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}

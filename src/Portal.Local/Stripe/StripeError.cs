using System.Text.Json.Nodes;

namespace Portal.Local.Stripe;

/// <summary>A refusal in Stripe's shape.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Type">Such as <c>invalid_request_error</c> or <c>idempotency_error</c>.</param>
/// <param name="Code">Such as <c>parameter_missing</c>; null where Stripe has none.</param>
/// <param name="Message">For a person.</param>
/// <param name="Parameter">Which parameter is at fault, by its form name.</param>
internal sealed record StripeError(int Status, string Type, string? Code, string Message, string? Parameter = null)
{
    public static StripeError Missing(string parameter) =>
        new(400, "invalid_request_error", "parameter_missing", $"Missing required param: {parameter}.", parameter);

    public static StripeError Unknown(string parameter) =>
        new(400, "invalid_request_error", "parameter_unknown", $"Received unknown parameter: {parameter}", parameter);

    public static StripeError Invalid(string parameter, string message) => new(400, "invalid_request_error", null, message, parameter);

    public static StripeError NoSuch(string what, string id) =>
        new(404, "invalid_request_error", "resource_missing", $"No such {what}: '{id}'", what.Contains(' ', StringComparison.Ordinal) ? "id" : what);

    public JsonObject ToJson()
    {
        var error = new JsonObject { ["type"] = Type, ["message"] = Message };
        if (Code is not null)
        {
            error["code"] = Code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{Code.Replace('_', '-')}";
        }

        if (Parameter is not null)
        {
            error["param"] = Parameter;
        }

        return new JsonObject { ["error"] = error };
    }
}

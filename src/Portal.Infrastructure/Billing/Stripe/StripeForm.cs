using System.Globalization;

namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>Builds a form body as Stripe wants it: <c>line_items[0][quantity]=1</c>. Absent values are left out.</summary>
internal sealed class StripeForm
{
    private readonly List<KeyValuePair<string, string>> _fields = [];

    public IReadOnlyList<KeyValuePair<string, string>> Fields => _fields;

    public StripeForm Add(string name, string? value)
    {
        if (value is not null)
        {
            _fields.Add(new(name, value));
        }

        return this;
    }

    public StripeForm Add(string name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public StripeForm Add(string name, IReadOnlyDictionary<string, string> map)
    {
        foreach (var (key, value) in map.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            Add($"{name}[{key}]", value);
        }

        return this;
    }
}

using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Portal.Infrastructure.Database;

/// <summary>An enum as the word in the table: <c>ApiKey</c> is <c>api_key</c>.</summary>
internal sealed class SnakeCaseEnumConverter<T>() : ValueConverter<T, string>(value => ToText(value), text => FromText(text))
    where T : struct, Enum
{
    private static string ToText(T value) => SnakeCase.Of(value.ToString());

    private static T FromText(string text) => Enum.Parse<T>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}

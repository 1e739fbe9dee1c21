using System.Text.Json;

namespace Portal.Domain.Remediations;

/// <summary>Kinds, modes and states as API and settings write them: <c>crashLoop</c>.</summary>
public static class RemediationWord
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static bool TryParse<T>(string? text, out T value)
        where T : struct, Enum
    {
        foreach (var each in Enum.GetValues<T>())
        {
            if (Of(each) == text)
            {
                value = each;
                return true;
            }
        }

        value = default;
        return false;
    }
}

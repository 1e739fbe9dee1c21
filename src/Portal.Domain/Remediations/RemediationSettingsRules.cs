using System.Collections.Frozen;
using System.Globalization;
using Portal.Domain.Rollouts;

namespace Portal.Domain.Remediations;

/// <summary>Reads settings, and says all that is wrong with them at once.</summary>
public static class RemediationSettingsRules
{
    private const int MostPerHour = 100;
    private static readonly TimeSpan ShortestCoolDown = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestCoolDown = TimeSpan.FromDays(1);

    public static Result<RemediationSettings> Check(RemediationSettingsDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var faults = new List<FieldError>();
        var modes = RemediationSettings.Default.Modes.ToDictionary();
        foreach (var (name, word) in draft.Modes ?? FrozenDictionary<string, string?>.Empty)
        {
            if (!RemediationWord.TryParse<RemediationKind>(name, out var kind))
            {
                faults.Add(new($"/modes/{FieldText.Excerpt(name)}", FieldText.Excerpt(name), $"Kinds are {Words<RemediationKind>()}."));
            }
            else if (!RemediationWord.TryParse<RemediationMode>(word, out var mode))
            {
                faults.Add(new($"/modes/{name}", FieldText.Excerpt(word), $"A mode is {Words<RemediationMode>()}."));
            }
            else
            {
                modes[kind] = mode;
            }
        }

        var otherwise = RemediationSettings.Default;
        var coolDown = CoolDown(draft.CoolDown, faults);
        var settings = new RemediationSettings
        {
            Modes = modes.ToFrozenDictionary(),
            PerHour = Count(draft.PerHour ?? otherwise.PerHour, "/perHour", faults),
            PerRolloutPerHour = Count(draft.PerRolloutPerHour ?? otherwise.PerRolloutPerHour, "/perRolloutPerHour", faults),
            CoolDown = coolDown,
        };
        return faults.Count == 0 ? settings : new InvalidFields(faults);
    }

    /// <summary>The same as people write it, with nothing left out.</summary>
    public static RemediationSettingsDraft Draft(RemediationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new(
            Enum.GetValues<RemediationKind>().ToDictionary(RemediationWord.Of, kind => (string?)RemediationWord.Of(settings.ModeOf(kind))),
            settings.PerHour, settings.PerRolloutPerHour, DurationText.Format(settings.CoolDown));
    }

    private static int Count(int value, string pointer, List<FieldError> faults)
    {
        if (value is < 1 or > MostPerHour)
        {
            faults.Add(new(pointer, value.ToString(CultureInfo.InvariantCulture), $"At least 1 and at most {MostPerHour} attempts an hour. To have none, set the kinds to off."));
        }

        return value;
    }

    private static TimeSpan CoolDown(string? text, List<FieldError> faults)
    {
        if (text is null)
        {
            return RemediationSettings.Default.CoolDown;
        }

        if (!DurationText.TryParse(text, out var coolDown) || coolDown < ShortestCoolDown || coolDown > LongestCoolDown)
        {
            faults.Add(new("/coolDown", FieldText.Excerpt(text), "An ISO 8601 duration from PT1M to P1D, such as PT10M."));
        }

        return coolDown;
    }

    private static string Words<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(RemediationWord.Of));
}

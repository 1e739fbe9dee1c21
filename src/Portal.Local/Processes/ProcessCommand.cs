using System.Diagnostics;
using System.Globalization;

namespace Portal.Local.Processes;

/// <summary>What to start, and as whom.</summary>
internal sealed record ProcessCommand(string FileName, params IReadOnlyList<string> Arguments)
{
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string WorkingDirectory { get; init; } = System.Environment.CurrentDirectory;

    public UnprivilegedUser? RunAs { get; init; }

    /// <summary>What the kernel sends it when we die without having stopped it.</summary>
    public Signal? OnParentDeath { get; init; }

    public ProcessStartInfo ToStartInfo()
    {
        var words = Wrapping().Append(FileName).Concat(Arguments).ToList();
        var info = new ProcessStartInfo(words[0], words.Skip(1))
        {
            WorkingDirectory = WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    // Both tools replace themselves with what they start, so that the process id stays the one we know.
    private IEnumerable<string> Wrapping()
    {
        if (OnParentDeath is not null && SystemTools.SetSession is { } setSession)
        {
            // A session of its own: Ctrl-C in the terminal reaches us only, and we stop children in order.
            yield return setSession;
        }

        if (SystemTools.SetPrivileges is not { } setPrivileges)
        {
            if (RunAs is not null)
            {
                throw new LocalFailure("setpriv (Debian package util-linux) is needed to run PostgreSQL as an unprivileged user");
            }

            yield break;
        }

        if (OnParentDeath is null && RunAs is null)
        {
            yield break;
        }

        yield return setPrivileges;
        if (OnParentDeath is { } signal)
        {
            yield return "--pdeathsig";
            yield return signal switch
            {
                Signal.Interrupt => "INT",
                Signal.Quit => "QUIT",
                Signal.Kill => "KILL",
                _ => "TERM",
            };
        }

        if (RunAs is { } user)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--reuid={user.UserId}");
            yield return string.Create(CultureInfo.InvariantCulture, $"--regid={user.GroupId}");
            yield return "--clear-groups";
        }

        yield return "--";
    }
}

using System.Globalization;

namespace Portal.Local.Startup;

/// <summary>Reads the options; a mistake is a <see cref="LocalUsage"/> with its one line.</summary>
internal static class CommandLine
{
    public static LocalOptions Parse(IReadOnlyList<string> arguments, string defaultDataFolder)
    {
        var options = new LocalOptions { DataFolder = defaultDataFolder };
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, inline) = Split(arguments[i]);
            string Value() => inline ?? (++i < arguments.Count ? arguments[i] : throw new LocalUsage($"{name} needs a value; see ./run.sh --help"));
            options = name switch
            {
                "--port" => options with { Port = Port(Value()) },
                "--data" => options with { DataFolder = Folder(Value()) },
                "--reset" when inline is null => options with { Reset = true },
                "--tour" when inline is null => options with { Tour = true },
                _ => throw new LocalUsage($"unknown option {arguments[i]}; see ./run.sh --help"),
            };
        }

        return options;
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var at = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
        return at < 0 ? (argument, null) : (argument[..at], argument[(at + 1)..]);
    }

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535
            ? port
            : throw new LocalUsage($"--port {text} is not a port number from 1 to 65535");

    private static string Folder(string text) => text.Length > 0 ? text : throw new LocalUsage("--data needs a folder");
}

using System.Globalization;

namespace Portal.Benchmarks;

/// <summary>What a process occupies, from proc(5).</summary>
internal static class ResidentMemory
{
    public static double Kilobytes(int pid)
    {
        // VmRSS:	  123456 kB
        var line = File.ReadLines($"/proc/{pid}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}

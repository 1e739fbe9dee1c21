namespace Portal.Benchmarks.Rollouts.Traffic;

/// <summary>Changes the ordinary moment into that of one second of one run.</summary>
internal delegate void Shape(int second, ref Moment moment);

// Draws the values of one laboratory test over time, with the days of the cycles.
'use strict';

(function () {
  const holder = document.getElementById('marker-chart');
  if (!holder) return;
  const markers = JSON.parse(document.getElementById('marker-data').textContent);
  const cycles = JSON.parse(document.getElementById('cycle-data').textContent).filter(Boolean);
  const choice = document.getElementById('marker');
  const chart = echarts.init(holder, null, { renderer: 'svg' });

  function draw() {
    const marker = markers[Number(choice.value)];
    chart.setOption({
      animation: false,
      aria: { enabled: false },
      grid: { left: 64, right: 24, top: 36, bottom: 40 },
      tooltip: { trigger: 'axis', confine: true },
      xAxis: { type: 'time', axisLabel: { hideOverlap: true } },
      yAxis: { type: 'value', name: marker.unit, min: 0 },
      series: [{
        name: marker.title, type: 'line', color: '#0b6b74', symbolSize: 8, data: marker.points,
        markLine: {
          silent: true, symbol: 'none', lineStyle: { color: '#a35b00', type: 'dashed' },
          label: { formatter: line => line.name },
          data: cycles.map(cycle => ({ xAxis: cycle[0].slice(0, 10), name: cycle[1] }))
        }
      }]
    }, true);
  }

  draw();
  choice.addEventListener('change', draw);
  window.addEventListener('resize', () => chart.resize());
})();
